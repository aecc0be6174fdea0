using System.Collections.Immutable;
using System.Globalization;
using FlinkMemoryConsole.Web.Components.Shared;

namespace FlinkMemoryConsole.Web.Components.Overview;

/// <summary>All processes, the worst first: a thousand of them are sorted and filtered here, and only those in sight are drawn.</summary>
public sealed partial class ProcessesCard : LiveComponent
{
    /// <summary>Up to here the first answer of the server holds them all; more are drawn as they come into sight.</summary>
    private const int MostRowsDrawnAtOnce = 40;

    private static readonly Column[] Columns =
    [
        new("Process", "", (a, b) => StringComparer.OrdinalIgnoreCase.Compare(a.Name, b.Name), AscendingFirst: true),
        new("State", "", (a, b) => a.Risk.CompareTo(b.Risk)),
        new("Memory", "memory", (a, b) => Nullable.Compare(a.HeapShare, b.HeapShare)),
        new("Heap after GC", "", (a, b) => Nullable.Compare(a.HeapShare, b.HeapShare)),
        new("GC time", "num", (a, b) => a.Risk.CompareTo(b.Risk)),
        new("To limit", "num", (a, b) => (b.LimitAt ?? DateTimeOffset.MaxValue).CompareTo(a.LimitAt ?? DateTimeOffset.MaxValue)),
    ];

    private ImmutableArray<ProcessRow> _rows = [];
    private List<ProcessRow> _shown = [];
    private Column _sort = Columns[1];
    private bool _ascending;
    private string _filter = "";

    private string Counted => string.Create(CultureInfo.InvariantCulture, $"{_shown.Count} of {_rows.Length}");

    protected override void OnSnapshot()
    {
        _rows = Snapshot is null ? [] : ProcessRow.Of(Snapshot);
        Arrange();
    }

    private void SortBy(Column column)
    {
        (_sort, _ascending) = (column, column == _sort ? !_ascending : column.AscendingFirst);
        Arrange();
    }

    private void Arrange()
    {
        var words = _filter.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _shown = [.. _rows.Where(row => Array.TrueForAll(words, word => Fits(row, word)))];
        _shown.Sort((a, b) =>
        {
            var order = _ascending ? _sort.Compare(a, b) : _sort.Compare(b, a);
            return order != 0 ? order : a.IsJobManager != b.IsJobManager ? a.IsJobManager.CompareTo(b.IsJobManager) : StringComparer.OrdinalIgnoreCase.Compare(a.Name, b.Name);
        });
    }

    private static bool Fits(ProcessRow row, string word) =>
        row.Name.Contains(word, StringComparison.OrdinalIgnoreCase) || row.Facts.Contains(word, StringComparison.OrdinalIgnoreCase)
        || (row.Word ?? row.Look.Word).Contains(word, StringComparison.OrdinalIgnoreCase);

    private sealed record Column(string Title, string Css, Comparison<ProcessRow> Compare, bool AscendingFirst = false);
}
