# The command line, for clusters and CI:  docker build -t esm-rank . && docker run --rm -v "$PWD:/work" esm-rank rank tickets.csv --model …
FROM node:24-bookworm-slim AS build
WORKDIR /source
COPY . .
RUN npm ci && npm run package:npm

FROM node:24-bookworm-slim
COPY --from=build /source/build/npm/*.tgz /tmp/
# Without install scripts: that of ONNX Runtime would download CUDA.
RUN npm install --global --ignore-scripts --omit=dev /tmp/*.tgz && npm cache clean --force && rm /tmp/*.tgz
# Mount a volume here to keep maps and models: it is the user's own because the folder is.
RUN mkdir -p /home/node/.cache/huggingface && chown -R node:node /home/node/.cache
USER node
ENV HF_HOME=/home/node/.cache/huggingface
WORKDIR /work
ENTRYPOINT ["esm-rank"]
CMD ["--help"]
