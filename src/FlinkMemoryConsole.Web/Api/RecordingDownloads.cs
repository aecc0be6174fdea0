using FlinkMemoryConsole.Monitoring.Clusters;
using FlinkMemoryConsole.Web.Components.Recordings;
using Microsoft.AspNetCore.Mvc;

namespace FlinkMemoryConsole.Web.Api;

/// <summary>Recordings of the shelf's folder as files to keep.</summary>
internal static class RecordingDownloads
{
    public static void MapRecordingDownloads(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/recordings/files/{name}", (string name, [FromServices] IRecordingShelf shelf) => RecordingFiles.Find(shelf.Folder, name) is { } file
            ? Results.File(file.FullName, "application/octet-stream", file.Name)
            : Results.Problem($"There is no recording called {name} in {shelf.Folder}.", statusCode: StatusCodes.Status404NotFound));
}
