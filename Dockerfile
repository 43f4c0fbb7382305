# The bot on one machine. Nothing has to be built, as Node runs the TypeScript as it is; a bundle starts faster.
#   docker build -t justpayme . && docker run --read-only --tmpfs /tmp -p 127.0.0.1:3000:3000 -v justpayme:/app/data justpayme
FROM node:24-slim AS bundle
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
COPY src ./src
COPY bots ./bots
RUN node src/shell/bundle.ts

FROM node:24-slim

ENV NODE_ENV=production
WORKDIR /app

# Node comes with the image, so the npm package that brings it elsewhere is left out.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional && npm cache clean --force

COPY tsconfig.json ./
COPY src ./src
COPY bots ./bots
COPY --from=bundle /app/node_modules/.cache ./node_modules/.cache

# The one place that is written to: the database, and what is made once beside it.
RUN mkdir data && chown node:node data
VOLUME /app/data
USER node

# One arena: each thread would keep what it frees for itself.
ENV HOST=0.0.0.0 PORT=3000 LOCAL_CHAT=container MALLOC_ARENA_MAX=1
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "--max-semi-space-size=4", "src/start.js"]
