# The distribution as an image: the command line, for machines without a JDK. From the project's root, after `mvn package`:
#
#   docker build -f image/desk.Dockerfile -t dromedary-desk .
#   docker run --rm -v "$PWD:/work" -v dromedary-cache:/home/dromedary/.cache dromedary-desk test
#
# The cache keeps the archive of classes, and DynamoDB Local, which no image may hold: docs/your-own-repository.md.
# checkov:skip=CKV_DOCKER_2: a command that ends has no health
FROM public.ecr.aws/docker/library/eclipse-temurin:17-jdk AS unpacked
WORKDIR /opt
COPY target/dromedary-[0-9]*.zip dromedary.zip
RUN jar xf dromedary.zip && mv dromedary-* dromedary && chmod +x dromedary/bin/dromedary dromedary/terraform/scripts/*

FROM public.ecr.aws/docker/library/eclipse-temurin:17-jdk
COPY --from=unpacked /opt/dromedary /opt/dromedary
RUN useradd --create-home dromedary && mkdir -p /home/dromedary/.cache && chown dromedary /home/dromedary/.cache
USER dromedary
WORKDIR /work
ENTRYPOINT ["/opt/dromedary/bin/dromedary"]
