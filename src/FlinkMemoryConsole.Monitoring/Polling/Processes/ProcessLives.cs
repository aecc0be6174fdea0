using System.Collections.Immutable;
using FlinkMemoryConsole.Core.Evidence;

namespace FlinkMemoryConsole.Monitoring.Polling.Processes;

/// <summary>What it means that an id is there.</summary>
internal enum Sighting
{
    /// <summary>It was there before, too.</summary>
    Same,

    /// <summary>Never seen before.</summary>
    First,

    /// <summary>It was gone, and it is the same process that is back.</summary>
    Returned,

    /// <summary>Another process has this id now.</summary>
    Another,
}

/// <summary>The lives that one process id had.</summary>
internal sealed class ProcessLives
{
    public ImmutableArray<Lifespan> All { get; private set; } = [];

    public bool IsAlive => All is [.., { Until: null }];

    /// <summary>When the last life ended; null while it goes on or before the first.</summary>
    public DateTimeOffset? EndedAt => All is [.., var last] ? last.Until : null;

    /// <summary>It is there now, at this address.</summary>
    public Sighting See(DateTimeOffset now, string address)
    {
        if (All is not [.., var last])
        {
            Begin(now, address);
            return Sighting.First;
        }

        if (string.Equals(last.Address, address, StringComparison.Ordinal))
        {
            var wasGone = last.Until is not null;
            Resume();
            return wasGone ? Sighting.Returned : Sighting.Same;
        }

        End(now);
        Begin(now, address);
        return Sighting.Another;
    }

    public void Begin(DateTimeOffset now, string address) => All = All.Add(new(now, null, address));

    /// <summary>The present life, if there is one, is over.</summary>
    public void End(DateTimeOffset now)
    {
        if (All is [.., { Until: null } last])
        {
            All = All.SetItem(All.Length - 1, last with { Until = now });
        }
    }

    /// <summary>It was not gone, only silent: the last life goes on.</summary>
    public void Resume()
    {
        if (All is [.., { Until: not null } last])
        {
            All = All.SetItem(All.Length - 1, last with { Until = null });
        }
    }

    /// <summary>Forgets lives that ended before the window.</summary>
    public void Forget(DateTimeOffset before) => All = All.RemoveAll(life => life.Until < before);
}
