using FlinkMemoryConsole.Recordings;
using Microsoft.Extensions.Time.Testing;

namespace FlinkMemoryConsole.Tests.Recordings;

public class RecordingClockTests
{
    private readonly FakeTimeProvider _wall = new();

    [Fact]
    public void Stands_still_until_it_is_played()
    {
        using var clock = Clock();

        _wall.Advance(TimeSpan.FromSeconds(5));
        clock.Position.ShouldBe(TimeSpan.Zero);

        clock.Play();
        _wall.Advance(TimeSpan.FromSeconds(5));
        clock.GetUtcNow().ShouldBe(SampleRecording.Start.AddSeconds(5));
    }

    [Fact]
    public void A_new_speed_counts_from_now_on()
    {
        using var clock = Clock();
        clock.Play();
        _wall.Advance(TimeSpan.FromSeconds(2));

        clock.SetSpeed(10);
        _wall.Advance(TimeSpan.FromSeconds(2));

        clock.Position.ShouldBe(TimeSpan.FromSeconds(22));
    }

    [Fact]
    public void Stops_at_the_end()
    {
        using var clock = Clock();
        clock.Play();

        _wall.Advance(TimeSpan.FromHours(1));

        clock.Position.ShouldBe(clock.Duration);
        clock.IsPlaying.ShouldBeFalse();
    }

    [Fact]
    public void A_jump_moves_the_time_of_day_but_no_timer()
    {
        using var clock = Clock();
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        var before = clock.GetTimestamp();

        clock.Seek(TimeSpan.FromSeconds(50));
        clock.Seek(TimeSpan.FromSeconds(-5));
        clock.Seek(TimeSpan.FromSeconds(40));

        clock.GetUtcNow().ShouldBe(SampleRecording.Start.AddSeconds(40));
        clock.GetElapsedTime(before).ShouldBe(TimeSpan.Zero);
        fired.ShouldBe(0);
        clock.Advance(TimeSpan.FromSeconds(10));
        fired.ShouldBe(1);
    }

    [Fact]
    public void Timers_run_at_the_speed_of_the_recording()
    {
        using var clock = Clock();
        List<TimeSpan> fired = [];
        using var timer = clock.CreateTimer(_ => fired.Add(clock.Position), null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
        clock.SetSpeed(20);
        clock.Play();

        for (var i = 0; i < 4; i++)
        {
            _wall.Advance(TimeSpan.FromMilliseconds(500));
        }

        fired.ShouldBe([TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(40)]);
    }

    [Fact]
    public void Stepped_by_hand_every_timer_runs_in_order_at_its_own_time()
    {
        using var clock = Clock();
        List<(string, double)> fired = [];
        using var slow = clock.CreateTimer(_ => fired.Add(("slow", clock.Position.TotalSeconds)), null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        using var quick = clock.CreateTimer(_ => fired.Add(("quick", clock.Position.TotalSeconds)), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));

        clock.Advance(TimeSpan.FromSeconds(5)).ShouldBeTrue();
        quick.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        clock.Advance(TimeSpan.FromHours(5)).ShouldBeFalse();

        fired.ShouldBe([("quick", 2), ("slow", 3), ("quick", 4)]);
        clock.Position.ShouldBe(clock.Duration);
    }

    [Fact]
    public async Task Delays_end_when_their_time_was_stepped_over()
    {
        using var clock = Clock();
        var delay = Task.Delay(TimeSpan.FromSeconds(30), clock, TestContext.Current.CancellationToken);

        clock.Advance(TimeSpan.FromSeconds(29));
        delay.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));

        await delay;
    }

    private RecordingClock Clock() => new(SampleRecording.Start, TimeSpan.FromSeconds(100), _wall);
}
