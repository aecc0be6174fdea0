using FlinkMemoryConsole.Core.Network;
using FlinkMemoryConsole.Web.Components.Jobs;

namespace FlinkMemoryConsole.Web.Tests.Jobs;

public class JobAddressTests
{
    [Fact]
    public void What_is_asked_comes_back_from_the_address()
    {
        JobAddress asked = new() { Operator = "ab", Parallelism = "16", Scope = RescaleScope.InProportion, TaskManagers = "4", Slots = "2", JustStarts = true, ContainerUnchanged = true };

        JobAddress.Read(asked.On("/orders/jobs/1")).ShouldBe(asked);
        asked.On("/orders/jobs/1").ShouldBe("/orders/jobs/1?operator=ab&parallelism=16&scope=proportion&taskmanagers=4&slots=2&aim=start&container=unchanged");
    }

    [Fact]
    public void What_is_as_usual_is_not_in_the_address() => new JobAddress().On("/orders/jobs/1").ShouldBe("/orders/jobs/1");

    [Fact]
    public void What_cannot_be_read_is_as_usual() => JobAddress.Read("/orders/jobs/1?scope=x&aim=y&range=15m#buffers").ShouldBe(new JobAddress());
}
