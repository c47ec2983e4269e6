/** Where Twilio is, unless the config names another region or an emulator. */
export const usaApi = 'https://api.twilio.com';
