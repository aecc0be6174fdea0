using System.Text.Json;
using FlinkMemoryConsole.Core.Cures;
using FlinkMemoryConsole.Core.Wizards;
using FlinkMemoryConsole.Core.Wizards.Check;
using FlinkMemoryConsole.Web.Checks;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlinkMemoryConsole.Web.Tests.Checks;

public sealed class CheckStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_kept_survives_a_restart_of_the_console_whole()
    {
        var kept = Open().Keep(Baseline("orders"));

        var read = Open().Find(kept.Id).ShouldNotBeNull();

        JsonSerializer.Serialize(read).ShouldBe(JsonSerializer.Serialize(kept));
    }

    [Fact]
    public void What_was_forgotten_stays_forgotten()
    {
        var store = Open();
        var kept = store.Keep(Baseline("orders"));

        store.Forget(kept.Id);

        store.Find(kept.Id).ShouldBeNull();
        Open().Find(kept.Id).ShouldBeNull();
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_left_out()
    {
        File.WriteAllText(Path.Combine(_folder, "bad.json"), "{ not json");
        var kept = Open().Keep(Baseline("orders"));

        Open().Of("Orders").Select(check => check.Id).ShouldBe([kept.Id]);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_does_not_stop_the_wizard()
    {
        var file = Path.Combine(_folder, "a-file");
        File.WriteAllText(file, "");
        CheckStore store = new(Path.Combine(file, "below"), NullLogger<CheckStore>.Instance);

        store.Find(store.Keep(Baseline("orders")).Id).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("../../etc/passwd")]
    public void An_id_from_an_address_is_looked_up_and_never_opened(string? id) => Open().Find(id).ShouldBeNull();

    private static CheckBaseline Baseline(string cluster) => new()
    {
        Cluster = cluster,
        Symptom = "heap-oom",
        TaskManagerId = "taskmanager-1",
        At = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero),
        Headline = "taskmanager-1 ran out of heap",
        LimitBytes = 536870912,
        FilledWithin = TimeSpan.FromSeconds(118),
        Changes = [new OptionChange("taskmanager.memory.task.heap.size", null, "768m")],
        Steps = [new(WizardStepKind.Scope, "One TaskManager.")],
    };

    private CheckStore Open() => new(_folder, NullLogger<CheckStore>.Instance);
}
