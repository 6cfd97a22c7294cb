# The sandbox, and the creation of topics: for development alone. Read as service.Dockerfile is.
ARG BASE=eclipse-temurin:25-jre-noble
FROM ${BASE}
ARG SERVICE=
ARG VERSION=
ARG SOURCE=
LABEL org.opencontainers.image.title="waymark/${SERVICE}"
LABEL org.opencontainers.image.version="${VERSION}"
LABEL org.opencontainers.image.source="${SOURCE}"
LABEL org.opencontainers.image.licenses="Apache-2.0"
COPY libraries/ /opt/waymark/
COPY application/ /opt/waymark/
COPY --chown=10001:10001 state/ /var/lib/
USER 10001:10001
WORKDIR /var/lib/waymark
EXPOSE 8090
ENTRYPOINT ["java", "@/opt/waymark/jvm.options", "-cp", "/opt/waymark/lib/*"]
CMD ["io.waymark.sandbox.SandboxServer"]
