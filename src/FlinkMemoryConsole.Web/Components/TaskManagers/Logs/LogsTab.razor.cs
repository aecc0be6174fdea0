using System.Globalization;
using FlinkMemoryConsole.Monitoring.Clusters;
using FlinkMemoryConsole.Monitoring.Inspection;
using FlinkMemoryConsole.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace FlinkMemoryConsole.Web.Components.TaskManagers.Logs;

/// <summary>The end of the process's log, read again while somebody looks, with the lines marked that tell of a failure.</summary>
public sealed partial class LogsTab : ComponentBase, IDisposable
{
    /// <summary>Pixels; the style sheet says the same.</summary>
    private const int LineHeight = 18;

    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(5);

    private CancellationTokenSource _reading = new();
    private LogView _view = LogView.Empty;
    private List<Row> _rows = [];
    private DateTimeOffset? _readAt;
    private ElementReference _box;
    private string? _problem;
    private string _words = "";
    private string? _opened;
    private int _at = -1;
    private bool _isPaused;
    private bool _mustScroll;

    [Parameter, EditorRequired]
    public required ProcessScene Scene { get; set; }

    [Parameter, EditorRequired]
    public PageLinks Links { get; set; }

    [Parameter]
    public bool IsStdout { get; set; }

    /// <summary>The line to go to, counted from 1 in the whole file.</summary>
    [Parameter]
    public long? Line { get; set; }

    [CascadingParameter]
    public WatchedCluster? Watched { get; set; }

    [Inject]
    public required LiveView View { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    private string Status => string.Create(CultureInfo.InvariantCulture, $"{(_view.Lines.IsEmpty ? "" : $"{_view.Lines.Length:#,0} lines, {_view.Failures.Length} marked")}{(_isPaused ? " · paused" : "")}{(_words.Length > 0 && _view.Find(_words, _at) is null ? " · not found" : "")}");

    public void Dispose()
    {
        _reading.Cancel();
        _reading.Dispose();
    }

    protected override void OnParametersSet()
    {
        var file = $"{Watched?.Feed.Name}|{Scene.ProcessId}|{IsStdout}|{Line}";
        if (!string.Equals(file, _opened, StringComparison.Ordinal))
        {
            _opened = file;
            _reading.Cancel();
            _reading.Dispose();
            _reading = new();
            (_view, _rows, _readAt, _problem, _at) = (LogView.Empty, [], null, null, -1);
            _ = FollowAsync(_reading.Token);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_mustScroll && !_view.Lines.IsEmpty)
        {
            _mustScroll = false;
            await BrowserCalls.IfOpenAsync(async () =>
            {
                await using var module = await Browser.InvokeAsync<IJSObjectReference>("import", "./Components/TaskManagers/Logs/LogsTab.razor.js");
                await module.InvokeVoidAsync("goTo", _box, _at < 0 ? _rows.Count : _at, LineHeight);
            });
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(cancellationToken);
            using PeriodicTimer timer = new(ReadEvery, View.Time);
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (!_isPaused && !View.IsIdle)
                {
                    await ReadAsync(cancellationToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Another file, or the page was closed.
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (Watched is null)
        {
            return;
        }

        var look = await Watched.Inspector.ReadLogAsync(Scene.ProcessId, IsStdout ? LogFile.Stdout : LogFile.Log, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        switch (look)
        {
            case Look<LogTail>.Seen seen:
                Show(LogView.Of(seen.Value, Scene.TaskManager is null ? ProcessScene.JobManagerId : "taskmanager", _view), seen.At);
                break;
            case Look<LogTail>.NotSeen notSeen:
                _problem = Scene.LostAt is { } lost ? $"the process was lost at {Durations.At(lost, Scene.Now)} UTC and nobody can be asked for its files. {notSeen.Why}" : notSeen.Why;
                break;
        }

        await InvokeAsync(StateHasChanged);
    }

    private void Show(LogView view, DateTimeOffset at)
    {
        var isFirst = _readAt is null;
        var hasGrown = !view.Lines.SequenceEqual(_view.Lines);
        (_problem, _readAt) = (null, at);
        if (!hasGrown)
        {
            return;
        }

        (_view, _rows) = (view, [.. view.Lines.Select((line, i) => new Row(i, line))]);
        if (isFirst)
        {
            _at = Line is { } line ? view.IndexOf(line, Scene.Snapshot.Evidence.FailureTexts) ?? -1 : -1;
            _mustScroll = true;
        }
        else if (_at < 0)
        {
            _mustScroll = true;
        }
    }

    private void TogglePause() => _isPaused = !_isPaused;

    private void NextFailure() => GoTo(_view.NextFailure(_at));

    private void FindNext(KeyboardEventArgs key)
    {
        if (key.Key is "Enter")
        {
            GoTo(_view.Find(_words, _at));
        }
    }

    private void GoTo(int? index)
    {
        if (index is { } at)
        {
            (_at, _mustScroll) = (at, true);
        }
    }

    private string Css(Row row) =>
        $"{(row.Line.Class is null ? "" : row.Line.SpeaksOfMemory ? "memory " : "other ")}{(row.Index == _at ? "at " : "")}{(_words.Length > 0 && row.Line.Text.Contains(_words, StringComparison.OrdinalIgnoreCase) ? "found" : "")}";

    private sealed record Row(int Index, LogLine Line);
}
