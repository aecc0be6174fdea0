# syntax=docker/dockerfile:1.20
# The console. Built from the root of the repository:
#     docker build -f docker/console.Dockerfile -t flink-memory-console .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

# Restored before the sources are copied, so that a change of code does not fetch packages again.
COPY Directory.Build.props Directory.Build.targets Directory.Packages.props BannedSymbols.txt .editorconfig global.json ./
COPY --parents src/*/*.csproj ./
RUN dotnet restore src/FlinkMemoryConsole.Web

COPY src src
RUN dotnet publish src/FlinkMemoryConsole.Web --no-restore -c Release -o /app

# Chiseled: no shell, no package tool; runs as the image's own user, not as root.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
WORKDIR /app
COPY --from=build /app .
ENV ASPNETCORE_HTTP_PORTS=8080
EXPOSE 8080
USER $APP_UID
ENTRYPOINT ["dotnet", "FlinkMemoryConsole.Web.dll"]
