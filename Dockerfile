# The command line, for clusters and CI:  docker build -t esm-rank . && docker run --rm -v "$PWD:/work" esm-rank rank tickets.csv --model …
FROM node:24-bookworm-slim AS build
WORKDIR /source
COPY . .
RUN npm ci && npm run package:npm

FROM node:24-bookworm-slim
COPY --from=build /source/build/npm/*.tgz /tmp/
# Without install scripts: that of ONNX Runtime would download CUDA.
RUN npm install --global --ignore-scripts --omit=dev /tmp/*.tgz && npm cache clean --force && rm /tmp/*.tgz
USER node
# Mount a volume here to keep maps and models.
ENV HF_HOME=/home/node/.cache/huggingface
WORKDIR /work
ENTRYPOINT ["esm-rank"]
CMD ["--help"]
