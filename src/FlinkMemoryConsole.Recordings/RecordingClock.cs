namespace FlinkMemoryConsole.Recordings;

/// <summary>
/// The time of a recording. It stands still until <see cref="Play"/>, or is moved by hand with <see cref="Advance"/>; it never leaves the recording.
/// Timers made from it run on the time that was played or advanced; <see cref="Seek"/> jumps, and timers neither fire nor lose what they have left.
/// <see cref="GetTimestamp"/> counts that same time, so it never runs backwards.
/// </summary>
public sealed class RecordingClock : TimeProvider, IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _wall;
    private readonly DateTimeOffset _startedAt;
    private readonly PlayedTimers _timers = new();
    private readonly ITimer _wakeUp;
    private TimeSpan _position;
    private TimeSpan _played;
    private long _asOf;
    private double _speed = 1;
    private bool _isPlaying;

    /// <summary>A clock that stands at the start of a recording.</summary>
    /// <param name="recording">Whose time it is.</param>
    /// <param name="wall">The time that drives it while it plays; the system's when null.</param>
    public RecordingClock(Recording recording, TimeProvider? wall = null)
        : this(recording.StartedAt, recording.Duration, wall)
    {
    }

    /// <summary>A clock that stands at <paramref name="startedAt"/> and goes <paramref name="duration"/> far.</summary>
    public RecordingClock(DateTimeOffset startedAt, TimeSpan duration, TimeProvider? wall = null)
    {
        _startedAt = startedAt;
        Duration = duration;
        _wall = wall ?? System;
        _asOf = _wall.GetTimestamp();
        _wakeUp = _wall.CreateTimer(_ => OnWakeUp(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Play, pause, speed or a jump: something that a transport bar shows has changed. Not raised as time goes by.</summary>
    public event EventHandler? Changed;

    /// <summary>Where the clock stops.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Time since the start of the recording, from zero to <see cref="Duration"/>.</summary>
    public TimeSpan Position
    {
        get
        {
            lock (_lock)
            {
                CatchUp();
                return _position;
            }
        }
    }

    /// <summary>Seconds of the recording per second of the wall while it plays.</summary>
    public double Speed
    {
        get
        {
            lock (_lock)
            {
                return _speed;
            }
        }
    }

    /// <summary>Whether time goes by; false at the end.</summary>
    public bool IsPlaying
    {
        get
        {
            lock (_lock)
            {
                CatchUp();
                return _isPlaying && _position < Duration;
            }
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => _wall.LocalTimeZone;

    /// <summary>Lets time go by at <see cref="Speed"/>.</summary>
    public void Play() => Change(() => _isPlaying = true);

    /// <summary>Stops time.</summary>
    public void Pause() => Change(() => _isPlaying = false);

    /// <summary>Changes the speed from now on.</summary>
    /// <param name="speed">Above 0; 1 is as it was recorded.</param>
    public void SetSpeed(double speed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        if (!double.IsFinite(speed))
        {
            throw new ArgumentOutOfRangeException(nameof(speed), speed, "A speed is a finite number.");
        }

        Change(() => _speed = speed);
    }

    /// <summary>Jumps to a moment, forwards or backwards; what lies outside the recording becomes its nearest end.</summary>
    public void Seek(TimeSpan position) => Change(() => _position = Clamp(position));

    /// <summary>Moves time on by hand, at once: every timer that is due on the way runs in this call, in order and at its own time.</summary>
    /// <returns>False when the end was reached.</returns>
    public bool Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        TimeSpan target;
        lock (_lock)
        {
            CatchUp();
            target = _played + Clamp(_position + by) - _position;
        }

        while (true)
        {
            Action? callback;
            lock (_lock)
            {
                var next = _timers.NextDue is { } due && due <= target ? due : target;
                MoveBy(TimeSpan.FromTicks(Math.Max(0, (next - _played).Ticks)));
                callback = _timers.TakeDue(_played);
                if (callback is null && next >= target)
                {
                    ScheduleWakeUp();
                    return _position < Duration;
                }
            }

            callback?.Invoke();
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _startedAt + Position;

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_lock)
        {
            CatchUp();
            return _played.Ticks;
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        PlayedTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Stops waking up; timers fire no more.</summary>
    public void Dispose() => _wakeUp.Dispose();

    internal void Schedule(PlayedTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            CatchUp();
            _timers.Set(timer, dueTime == Timeout.InfiniteTimeSpan ? null : _played + dueTime, period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period);
            ScheduleWakeUp();
        }
    }

    internal void Remove(PlayedTimer timer)
    {
        lock (_lock)
        {
            _timers.Set(timer, null, Timeout.InfiniteTimeSpan);
        }
    }

    private void Change(Action change)
    {
        lock (_lock)
        {
            CatchUp();
            change();
            ScheduleWakeUp();
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    private void OnWakeUp()
    {
        while (true)
        {
            Action? callback;
            lock (_lock)
            {
                CatchUp();
                callback = _timers.TakeDue(_played);
                if (callback is null)
                {
                    ScheduleWakeUp();
                    return;
                }
            }

            callback();
        }
    }

    private void CatchUp()
    {
        var now = _wall.GetTimestamp();
        if (_isPlaying)
        {
            MoveBy(_wall.GetElapsedTime(_asOf, now) * _speed);
        }

        _asOf = now;
    }

    private void MoveBy(TimeSpan time)
    {
        var position = Clamp(_position + time);
        _played += position - _position;
        _position = position;
    }

    private void ScheduleWakeUp()
    {
        var wait = _isPlaying && _position < Duration && _timers.NextDue is { } due
            ? TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(Math.Max(0, (due - _played).TotalMilliseconds) / _speed), int.MaxValue - 1))
            : Timeout.InfiniteTimeSpan;
        _wakeUp.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Clamp(TimeSpan position) => position < TimeSpan.Zero ? TimeSpan.Zero : position > Duration ? Duration : position;
}
