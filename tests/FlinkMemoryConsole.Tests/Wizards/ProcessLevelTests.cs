using FlinkMemoryConsole.Core.Wizards.Signs;
using FlinkMemoryConsole.Testing.Evidence;

namespace FlinkMemoryConsole.Tests.Wizards;

public class ProcessLevelTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(GrowthShape.Jump, 0.21, false)]
    [InlineData(GrowthShape.Jump, 0.6, true)]
    [InlineData(GrowthShape.Steady, 0.21, true)]
    [InlineData(GrowthShape.Flat, 0.5, false)]
    [InlineData(GrowthShape.Flat, 0.8, true)]
    public void A_process_is_affected_that_rises_or_stands_high(GrowthShape shape, double share, bool affected)
    {
        var taskManager = new ClusterEvidenceBuilder().With(new TaskManagerBuilder("tm-1").Heap([40, 50, 60])).Build().TaskManagers.ShouldHaveSingleItem();

        new ProcessLevel(taskManager, new(shape, Start, Start.AddMinutes(5), 40, 60, 1), share, "/").IsAffected.ShouldBe(affected);
    }
}
