# Otpost in one image: the API by default, the worker with the command `start worker`, any other command of ./otpost.
# The image holds what is installed and built, so its entry is the command line itself and not ./otpost, which would look for both.
ARG NODE_IMAGE=node:24.16.0-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /otpost
COPY package.json package-lock.json .npmrc tsconfig.base.json ./
COPY config config
COPY packages packages
COPY apps apps
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts
RUN npx tsc --build apps/cli && npm run build --workspace apps/pages --workspace apps/console && npm prune --omit=dev --ignore-scripts

FROM ${NODE_IMAGE} AS run
WORKDIR /otpost
ENV NODE_ENV=production \
    OTPOST_HOST=0.0.0.0 \
    OTPOST_METRICS_HOST=0.0.0.0 \
    OTPOST_DATA_DIRECTORY=/var/lib/otpost
COPY --from=build /otpost/package.json ./
COPY --from=build /otpost/node_modules node_modules
COPY --from=build /otpost/config config
COPY --from=build /otpost/packages packages
COPY --from=build /otpost/apps apps
# The code belongs to root and is run by a user that cannot change it.
RUN install -d -o node -g node -m 0700 /var/lib/otpost
USER node
EXPOSE 7070
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:7070/livez').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "apps/cli/dist/main.js"]
CMD ["start", "api"]
