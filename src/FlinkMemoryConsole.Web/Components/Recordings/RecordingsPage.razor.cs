using System.Collections.Immutable;
using FlinkMemoryConsole.Monitoring.Clusters;
using FlinkMemoryConsole.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace FlinkMemoryConsole.Web.Components.Recordings;

/// <summary>The shelf: what is open, files to open, and captures of live clusters.</summary>
public sealed partial class RecordingsPage : LiveComponent
{
    /// <summary>An hour of a cluster is a few megabytes; this is a week of a large one.</summary>
    private const long LargestUploadBytes = 512L * 1024 * 1024;

    private readonly CancellationTokenSource _closed = new();
    private FileInfo[] _files = [];
    private string _path = "";
    private string? _problem;
    private bool _busy;

    [Inject]
    public required IClusterDirectory Directory { get; init; }

    [Inject]
    public required IRecordingShelf Shelf { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private ImmutableArray<WatchedCluster> Opened => [.. Directory.Clusters.Where(cluster => cluster.Transport is not null)];

    protected override void OnInitialized() => ListFiles();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _closed.Cancel();
            _closed.Dispose();
        }

        base.Dispose(disposing);
    }

    private PageLinks LinksTo(WatchedCluster cluster) => new(cluster.Feed.Name, Range);

    private void Say(string? problem)
    {
        _problem = problem;
        ListFiles();
        StateHasChanged();
    }

    private Task OpenPathAsync() => OpenAsync(Path.Combine(Shelf.Folder, _path));

    private async Task UploadAsync(InputFileChangeEventArgs upload)
    {
        var name = RecordingFiles.SafeName(upload.File.Name);
        if (name is null)
        {
            _problem = $"{upload.File.Name} is no recording: its name must end in .jsonl or .jsonl.gz.";
            return;
        }

        _busy = true;
        var target = RecordingFiles.FreeName(Shelf.Folder, name);
        try
        {
            System.IO.Directory.CreateDirectory(Shelf.Folder);
            await using (var file = new FileStream(target, FileMode.CreateNew, FileAccess.Write))
            {
                await using var content = upload.File.OpenReadStream(LargestUploadBytes, _closed.Token);
                await content.CopyToAsync(file, _closed.Token);
            }

            await OpenAsync(target);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _problem = $"{name} could not be kept in {Shelf.Folder}: {failure.Message}";
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task OpenAsync(string path)
    {
        (_busy, _problem) = (true, null);
        var answer = await Shelf.OpenAsync(path, _closed.Token);
        _busy = false;
        switch (answer)
        {
            case RecordingAnswer.Opened { Cluster: var cluster }:
                Navigation.NavigateTo(LinksTo(cluster).Overview);
                break;
            case RecordingAnswer.Refused { Why: var why }:
                Say(why);
                break;
        }
    }

    private async Task CloseAsync(string cluster)
    {
        _problem = null;
        await Shelf.CloseAsync(cluster);
    }

    private void ListFiles() => _files = RecordingFiles.In(Shelf.Folder);
}
