# What the image of a service is; docs/images.md says why. The build fills in the empty arguments and puts this file into
# deploy/images/target/<service>, which is the context. It also builds the image from it without an engine, so it runs nothing.
ARG BASE=eclipse-temurin:25-jre-noble
FROM ${BASE}
ARG SERVICE=
ARG VERSION=
ARG SOURCE=
ARG PORT=
ARG MANAGEMENT_PORT=
LABEL org.opencontainers.image.title="waymark/${SERVICE}"
LABEL org.opencontainers.image.version="${VERSION}"
LABEL org.opencontainers.image.source="${SOURCE}"
LABEL org.opencontainers.image.licenses="Apache-2.0"
ENV QUARKUS_LOG_CONSOLE_JSON_ENABLED=true
# One layer each, those that change least first.
COPY libraries/ /opt/waymark/
COPY application/ /opt/waymark/
COPY --chown=10001:10001 state/ /var/lib/
USER 10001:10001
WORKDIR /var/lib/waymark
EXPOSE ${PORT} ${MANAGEMENT_PORT}
ENTRYPOINT ["java", "@/opt/waymark/jvm.options", "-jar", "/opt/waymark/quarkus-run.jar"]
