using System.Collections.Immutable;
using FlinkMemoryConsole.Monitoring.Publishing;

namespace FlinkMemoryConsole.Web.Components.Shared;

/// <summary>
/// One open tab: whether it shows new data as it comes. A tab that nobody sees, or that a person has paused, renders nothing;
/// one that follows a fast replay renders a few times a second at most.
/// </summary>
public sealed class LiveView(TimeProvider time)
{
    /// <summary>The shortest time between two renderings of one component.</summary>
    public static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(250);

    private ImmutableList<Follower> _followers = [];

    /// <summary>A person has stopped this tab; the picture stays.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>The browser says that the tab is not to be seen.</summary>
    public bool IsHidden { get; private set; }

    /// <summary>The clock that ages are counted by.</summary>
    public TimeProvider Time => time;

    internal bool IsIdle => IsPaused || IsHidden;

    public void SetPaused(bool paused) => Change(() => IsPaused = paused);

    public void SetHidden(bool hidden) => Change(() => IsHidden = hidden);

    /// <summary>Calls <paramref name="show"/> when the feed has something new to see, on any thread.</summary>
    public IDisposable Follow(ClusterFeed feed, Action show)
    {
        Follower follower = new(this, feed, show);
        ImmutableInterlocked.Update(ref _followers, static (list, added) => list.Add(added), follower);
        return follower;
    }

    private void Change(Action change)
    {
        var wasIdle = IsIdle;
        change();
        if (wasIdle && !IsIdle)
        {
            foreach (var follower in _followers)
            {
                follower.CatchUp();
            }
        }
    }

    /// <summary>Holds one component back: at most one call in <see cref="ShortestPause"/>, none while idle, and the last publication is never lost.</summary>
    private sealed class Follower : IDisposable
    {
        private readonly LiveView _view;
        private readonly Action _show;
        private readonly ITimer _timer;
        private readonly IDisposable _subscription;
        private int _state;

        public Follower(LiveView view, ClusterFeed feed, Action show)
        {
            _view = view;
            _show = show;
            _timer = view.Time.CreateTimer(_ => Elapsed(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _subscription = feed.Subscribe(Published);
        }

        public void Dispose()
        {
            _subscription.Dispose();
            _timer.Dispose();
            ImmutableInterlocked.Update(ref _view._followers, static (list, removed) => list.Remove(removed), this);
        }

        public void CatchUp()
        {
            if (Interlocked.CompareExchange(ref _state, State.Resting, State.MissedWhileIdle) == State.MissedWhileIdle)
            {
                Show();
            }
        }

        private void Published()
        {
            if (_view.IsIdle)
            {
                Interlocked.Exchange(ref _state, State.MissedWhileIdle);
                return;
            }

            // Resting shows at once and starts the pause; within the pause the timer will show what came last.
            if (Interlocked.CompareExchange(ref _state, State.Pausing, State.Resting) is State.Resting or State.MissedWhileIdle)
            {
                Show();
            }
            else
            {
                Interlocked.CompareExchange(ref _state, State.PausingWithNews, State.Pausing);
            }
        }

        private void Elapsed()
        {
            if (Interlocked.CompareExchange(ref _state, State.Resting, State.Pausing) == State.PausingWithNews)
            {
                Show();
            }
        }

        private void Show()
        {
            Interlocked.Exchange(ref _state, State.Pausing);
            _timer.Change(ShortestPause, Timeout.InfiniteTimeSpan);
            _show();
        }

        private static class State
        {
            public const int Resting = 0;
            public const int Pausing = 1;
            public const int PausingWithNews = 2;
            public const int MissedWhileIdle = 3;
        }
    }
}

/// <summary>Registers what every open tab needs.</summary>
public static class LiveViewServices
{
    public static IServiceCollection AddLiveView(this IServiceCollection services) => services.AddScoped<LiveView>();
}
