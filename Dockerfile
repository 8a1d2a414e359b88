# syntax=docker/dockerfile:1
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /repository
COPY . .
# Seconds since 1970 of the sources' last change, which docker takes from the environment of the build: the same image files each time.
ARG SOURCE_DATE_EPOCH
RUN dotnet publish src/RingCentral.Connect --configuration Release --output /published -p:ContinuousIntegrationBuild=true

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# The content root: appsettings.json and wwwroot lie beside the program.
WORKDIR /app
COPY --from=build /published .
# The unprivileged user of the base image. Nothing is written to the container's own file system.
USER $APP_UID
ENV ASPNETCORE_HTTP_PORTS=8080 DOTNET_EnableDiagnostics=0
EXPOSE 8080
# Longer than one rotation may take: results that RingCentral has given are committed before the node ends.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=6s --start-period=30s CMD ["dotnet", "RingCentral.Connect.dll", "health"]
ENTRYPOINT ["dotnet", "RingCentral.Connect.dll"]
CMD ["serve"]
