using FlinkMemoryConsole.Monitoring.Inspection;
using FlinkMemoryConsole.Web.Components.TaskManagers.Threads;

namespace FlinkMemoryConsole.Web.Tests.TaskManagers;

public class ThreadsPictureTests
{
    [Fact]
    public void Counts_states_and_sees_chains_up_to_the_one_that_holds_them()
    {
        var picture = ThreadsPicture.Of(new([Thread("a", "BLOCKED", by: "b"), Thread("b", "BLOCKED", by: "c"), Thread("c", "RUNNABLE")]));

        picture.States.ShouldBe([("BLOCKED", 2), ("RUNNABLE", 1)]);
        picture.Chains[0].ShouldBe(["a", "b", "c"]);
        picture.Deadlocks.ShouldBeEmpty();
    }

    [Fact]
    public void A_circle_is_one_deadlock_and_no_chain()
    {
        var picture = ThreadsPicture.Of(new([Thread("a", "BLOCKED", by: "b"), Thread("b", "BLOCKED", by: "a")]));

        picture.Deadlocks.ShouldHaveSingleItem().ShouldBe(["a", "b", "a"]);
        picture.Chains.ShouldBeEmpty();
    }

    [Fact]
    public void A_task_thread_at_one_place_in_two_dumps_is_stuck_unless_it_waits_for_its_next_element()
    {
        ThreadDump dump = new(
        [
            Thread("Enrich (1/2)#0", "RUNNABLE", stack: ["java.util.regex.Pattern.match", "com.example.Enrich.map"]),
            Thread("Sink (2/2)#0", "WAITING", stack: ["jdk.internal.misc.Unsafe.park", "org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailboxImpl.take"]),
            Thread("main", "WAITING", stack: ["java.lang.Object.wait"]),
        ]);

        ThreadsPicture.Of(dump, dump).Stuck.ShouldHaveSingleItem().Name.ShouldBe("Enrich (1/2)#0");
        ThreadsPicture.Of(dump).Stuck.ShouldBeEmpty();
    }

    [Fact]
    public void A_task_that_has_moved_on_is_not_stuck() => ThreadsPicture.Of(
        new([Thread("Enrich (1/2)#0", "RUNNABLE", stack: ["b"])]),
        new([Thread("Enrich (1/2)#0", "RUNNABLE", stack: ["a"])])).Stuck.ShouldBeEmpty();

    private static ThreadInfo Thread(string name, string state, string? by = null, string[]? stack = null) => new(name, state, [.. stack ?? []], by is null ? null : "java.lang.Object@1", by);
}
