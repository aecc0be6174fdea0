using CsCheck;
using FlinkMemoryConsole.Core.Budget;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Web.Components.Shared.Memory;

namespace FlinkMemoryConsole.Web.Tests.Budget;

public class MemoryMapModelTests
{
    private static readonly FlinkVersion Version = new(1, 20);

    [Fact]
    public void Every_box_is_the_sum_of_those_inside() =>
        Gen.Select(Gen.Int[1024, 1 << 20], Gen.Double[0, 0.7], Gen.Bool).Sample((mebibytes, managed, isJobManager) =>
        {
            var configuration = FlinkConfiguration.Empty
                .With("taskmanager.memory.process.size", $"{mebibytes}m").With("jobmanager.memory.process.size", $"{mebibytes}m")
                .With("taskmanager.memory.managed.fraction", managed.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture));
            ProcessBudget? budget = isJobManager ? JobManagerBudgets.Derive(configuration, Version).BudgetOrNull : TaskManagerBudgets.Derive(configuration, Version).BudgetOrNull;
            if (budget is not null)
            {
                var map = MemoryMapModel.Of(budget);
                map.Bytes.ShouldBe(budget.TotalProcess);
                map.Leaves.ShouldBe(budget.Parts.Length);
                Check(map);
            }
        });

    [Fact]
    public void A_box_says_how_it_came_to_its_size()
    {
        var map = MemoryMapModel.Of(TaskManagerBudgets.Derive(FlinkConfiguration.Empty.With("taskmanager.memory.process.size", "1728m"), Version).BudgetOrNull!);

        var overhead = All(map).Single(box => box.Name is "JVM overhead");
        overhead.IsClamped.ShouldBeTrue();
        overhead.Kind.ShouldBe("clamped to minimum");
        overhead.Formula.ShouldContain("taskmanager.memory.jvm-overhead.min");
        All(map).Single(box => box.Name is "Task heap").Kind.ShouldBe("rest");
        All(map).Single(box => box.Name is "Managed").Formula.ShouldContain("taskmanager.memory.managed.fraction");
        All(map).Single(box => box.Name is "JVM heap").Formula.ShouldBe("Framework heap + Task heap");
        map.Kind.ShouldBe("given");
    }

    private static void Check(MemoryBox box)
    {
        if (!box.Inner.IsEmpty)
        {
            box.Inner.Sum(inner => inner.Bytes).ShouldBe(box.Bytes, box.Name);
            box.Inner.ToList().ForEach(Check);
        }
    }

    private static IEnumerable<MemoryBox> All(MemoryBox box) => box.Inner.SelectMany(All).Prepend(box);
}
