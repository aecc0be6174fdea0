namespace FlinkMemoryConsole.Recordings;

/// <summary>A timer of a <see cref="RecordingClock"/>.</summary>
internal sealed class PlayedTimer(RecordingClock clock, TimerCallback callback, object? state) : ITimer
{
    private volatile bool _isDisposed;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_isDisposed)
        {
            return false;
        }

        clock.Schedule(this, dueTime, period);
        return true;
    }

    public void Fire()
    {
        if (!_isDisposed)
        {
            callback(state);
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        clock.Remove(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>The timers of a <see cref="RecordingClock"/> in the order in which they are due. Its owner holds a lock.</summary>
internal sealed class PlayedTimers
{
    private readonly PriorityQueue<PlayedTimer, (TimeSpan Due, long Order)> _queue = new();
    private readonly Dictionary<PlayedTimer, (TimeSpan Due, long Order, TimeSpan Period)> _plans = [];
    private long _order;

    /// <summary>When the next timer is due, in time that was played; null when none is set.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            while (_queue.TryPeek(out var timer, out var priority))
            {
                if (_plans.TryGetValue(timer, out var plan) && plan.Order == priority.Order)
                {
                    return priority.Due;
                }

                // Changed or stopped since it was queued.
                _queue.Dequeue();
            }

            return null;
        }
    }

    /// <summary>Sets when a timer is due next; never when null.</summary>
    public void Set(PlayedTimer timer, TimeSpan? due, TimeSpan period)
    {
        if (due is not { } next)
        {
            _plans.Remove(timer);
            return;
        }

        _order++;
        _plans[timer] = (next, _order, period);
        _queue.Enqueue(timer, (next, _order));
    }

    /// <summary>Takes one timer that is due and plans its next time; null when none is due. A periodic timer that is late by many periods fires once.</summary>
    public Action? TakeDue(TimeSpan played)
    {
        if (NextDue is not { } due || due > played)
        {
            return null;
        }

        var timer = _queue.Dequeue();
        var period = _plans[timer].Period;
        if (period == Timeout.InfiniteTimeSpan)
        {
            _plans.Remove(timer);
        }
        else
        {
            var missed = (played - due).Ticks / period.Ticks;
            Set(timer, due + period * (missed + 1), period);
        }

        return timer.Fire;
    }
}
