using FlinkMemoryConsole.Core.Wizards;
using FlinkMemoryConsole.Monitoring.Clusters;
using FlinkMemoryConsole.Monitoring.Inspection;
using Microsoft.AspNetCore.Components;

namespace FlinkMemoryConsole.Web.Components.Wizards;

/// <summary>What the console can look at when asked, and the commands for the rest. Each look has its states: not asked, asking, seen, not seen with the reason.</summary>
public sealed partial class LookInside : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private WizardLook? _asking;
    private string? _failure;
    private ThreadDump? _threads;
    private FlameGraph? _flames;
    private LogTail? _log;

    [CascadingParameter]
    public WatchedCluster? Watched { get; set; }

    [Parameter, EditorRequired]
    public required WizardStep Step { get; set; }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private async Task LookAsync(WizardLook look)
    {
        if (Watched is null || _asking is not null)
        {
            return;
        }

        (_asking, _failure, _threads, _flames, _log) = (look, null, null, null, null);
        var cancellation = _closing.Token;
        try
        {
            switch (look)
            {
                case WizardLook.Threads threads:
                    Take(await Watched.Inspector.ReadThreadDumpAsync(threads.ProcessId, cancellation), dump => _threads = dump);
                    break;
                case WizardLook.Flames flames:
                    Take(await Watched.Inspector.ReadFlameGraphAsync(flames.JobId, flames.VertexId, cancellation), graph => _flames = graph);
                    break;
                case WizardLook.Log log:
                    Take(await Watched.Inspector.ReadLogAsync(log.ProcessId, LogFile.Log, cancellation), tail => _log = tail);
                    break;
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The page was closed.
        }
        finally
        {
            _asking = null;
        }
    }

    private void Take<T>(Look<T> look, Action<T> show)
    {
        switch (look)
        {
            case Look<T>.Seen seen:
                show(seen.Value);
                break;
            case Look<T>.NotSeen notSeen:
                _failure = notSeen.Why;
                break;
        }
    }

    private static string Name(WizardLook look) => look switch
    {
        WizardLook.Threads => "Thread dump",
        WizardLook.Flames flames => $"Flame graph of {flames.VertexName}",
        _ => "End of the log",
    };
}
