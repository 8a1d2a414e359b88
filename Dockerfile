# syntax=docker/dockerfile:1
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /repository
COPY . .
RUN dotnet publish src/RingCentral.Connect --configuration Release --output /published

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# The content root: appsettings.json and wwwroot lie beside the program.
WORKDIR /app
COPY --from=build /published .
# The unprivileged user of the base image. Nothing is written to the container's own file system.
USER $APP_UID
ENV ASPNETCORE_HTTP_PORTS=8080
EXPOSE 8080
ENTRYPOINT ["dotnet", "RingCentral.Connect.dll"]
CMD ["serve"]
