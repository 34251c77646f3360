# Two stages: the compiler stays in the first one.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json tsconfig.json tsconfig.build.json ./
RUN npm ci --no-audit --no-fund
COPY src ./src
COPY adapters ./adapters
COPY deploy/bundle.mjs ./deploy/bundle.mjs
RUN npm run build

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json ./
# no package has an install script, and none may; the compiler comes back for the types of i18next alone
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && npm cache clean --force \
  && rm -rf node_modules/typescript node_modules/@typescript
COPY --from=build /app/dist ./dist
COPY content ./content
# of the page: its styles and its frame, beside the code in dist
COPY adapters/page/web ./adapters/page/web
COPY LICENSE README.md README.zh-CN.md PRIVACY.md PRIVACY.zh-CN.md manifest.json ./
# what a start keeps of the course beside the program, for the next one: later it may not write there
RUN made=$(mktemp -d) && STORE_URL=file:$made/hall.db node dist/bundle/cli/ask.js search pod && rm -r $made
# all that is ever written goes to /data: the rest of the file system may be read-only
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
# the page shows itself on 127.0.0.1 alone, which nobody outside the container reaches
ENV STORE_URL=file:/data/study-hall.db PAGE=off OPS_PORT=9400
# glibc gives back what the start needed once, some 15 MB (mallopt(3)); by itself it keeps that for good
ENV MALLOC_TRIM_THRESHOLD_=131072
EXPOSE 9400
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.OPS_PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
# not npm: it would not pass the signal on before its own end
CMD ["node", "dist/bundle/cli/start.js"]
