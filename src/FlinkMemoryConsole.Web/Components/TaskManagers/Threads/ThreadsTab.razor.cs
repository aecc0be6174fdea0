using System.Globalization;
using FlinkMemoryConsole.Monitoring.Clusters;
using FlinkMemoryConsole.Monitoring.Inspection;
using FlinkMemoryConsole.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace FlinkMemoryConsole.Web.Components.TaskManagers.Threads;

/// <summary>Thread dumps on demand; the one before is kept for comparison.</summary>
public sealed partial class ThreadsTab : ComponentBase, IDisposable
{
    private const int Most = 200;

    private readonly CancellationTokenSource _closing = new();
    private ThreadDump? _dump;
    private ThreadDump? _before;
    private ThreadsPicture? _picture;
    private DateTimeOffset? _takenAt;
    private string? _problem;
    private string _words = "";
    private bool _isAsking;

    [Parameter, EditorRequired]
    public required ProcessScene Scene { get; set; }

    [CascadingParameter]
    public WatchedCluster? Watched { get; set; }

    private string Status => _isAsking
        ? "Asking … a process deep in collections may take its time."
        : _takenAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"{_picture!.Threads.Length} threads at {Durations.At(at, Scene.Now)} UTC") : "";

    /// <summary>Blocked ones first, then those that run tasks.</summary>
    private IEnumerable<ThreadInfo> Fitting => _picture!.Threads
        .Where(thread => _words.Length == 0 || ThreadsPicture.Text(thread).Contains(_words, StringComparison.OrdinalIgnoreCase))
        .OrderByDescending(thread => thread.BlockedBy is not null).ThenByDescending(ThreadsPicture.IsTask).ThenBy(thread => thread.Name, StringComparer.OrdinalIgnoreCase);

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private async Task TakeAsync()
    {
        if (Watched is null || _isAsking)
        {
            return;
        }

        (_isAsking, _problem) = (true, null);
        var cancellation = _closing.Token;
        try
        {
            switch (await Watched.Inspector.ReadThreadDumpAsync(Scene.ProcessId, cancellation))
            {
                case Look<ThreadDump>.Seen seen:
                    (_before, _dump, _takenAt) = (_dump, seen.Value, seen.At);
                    _picture = ThreadsPicture.Of(_dump, _before);
                    break;
                case Look<ThreadDump>.NotSeen notSeen:
                    _problem = notSeen.Why;
                    break;
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The page was closed.
        }
        finally
        {
            _isAsking = false;
        }
    }
}
