using FlinkMemoryConsole.Monitoring.Publishing;

namespace FlinkMemoryConsole.Web.Components.Shared;

/// <summary>What a panel can say about its data. There is no fifth state, and none of them is a zero.</summary>
public abstract record PanelState
{
    private PanelState()
    {
    }

    /// <summary>Nothing has been asked and answered yet.</summary>
    public sealed record Loading : PanelState;

    /// <summary>There is none, and <paramref name="Reason"/> says why in words for a person.</summary>
    public sealed record NoData(string Reason) : PanelState;

    /// <summary>As new as the cluster gives it.</summary>
    public sealed record Fresh : PanelState;

    /// <summary>The last known state: of <paramref name="At"/>, and why nothing newer came.</summary>
    public sealed record Stale(DateTimeOffset At, string Reason) : PanelState;

    /// <summary>The state of a panel over a snapshot: <paramref name="hasData"/> and, where it has none, why.</summary>
    public static PanelState Of(ClusterSnapshot? snapshot, bool hasData, string whyNone) => snapshot switch
    {
        null => new Loading(),
        { Connection.State: ConnectionState.Connecting } when !hasData => new Loading(),
        _ when !hasData => new NoData(whyNone),
        { Connection: { State: ConnectionState.Stale, LastAnswer: { } at } connection } => new Stale(at, connection.Problem ?? "the cluster does not answer"),
        _ => new Fresh(),
    };
}
