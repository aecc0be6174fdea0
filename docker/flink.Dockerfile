# Flink with the jobs of docker/jobs, compiled against the very Flink that runs them. Built from the root of the repository:
#     docker build -f docker/flink.Dockerfile -t flink-with-jobs .
ARG FLINK_VERSION=1.20
FROM flink:${FLINK_VERSION}-java17 AS flink

FROM eclipse-temurin:17-jdk AS jobs
COPY --from=flink /opt/flink/lib /opt/flink/lib
COPY docker/jobs /jobs
RUN javac --release 11 -cp '/opt/flink/lib/*' -d /classes /jobs/shop/*.java \
    && jar --create --file /shop-jobs.jar -C /classes .

FROM flink
COPY --from=jobs --chown=flink:flink /shop-jobs.jar /opt/flink/jobs/shop-jobs.jar
