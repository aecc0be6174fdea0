using System.Globalization;
using System.Text.Json.Nodes;
using FlinkMemoryConsole.ConfigurationFiles.JobPlans;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Core.Network;
using FlinkMemoryConsole.E2E.Console;
using FlinkMemoryConsole.Testing.Flink;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FlinkMemoryConsole.E2E;

/// <summary>The page of a job on a real Flink: what it needs where it really runs, against what Flink says that is there.</summary>
[Collection("Real Flink")]
public class JobPageTests(Browser browser)
{
    private const float AMinute = 60_000;

    private static readonly FlinkJob Shuffles = new("shop.OrderRouting", ["--shuffles", "3"], Parallelism: 6);

    private static readonly Dictionary<string, string> Scarce = new(StringComparer.Ordinal)
    {
        ["taskmanager.numberOfTaskSlots"] = "4",
        ["taskmanager.memory.managed.size"] = "16m",
        ["taskmanager.memory.network.min"] = "5m",
        ["taskmanager.memory.network.max"] = "5m",
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shows_what_the_job_needs_where_it_runs_and_what_a_rescale_would_need()
    {
        var home = await FlinkHome.RequireAsync(FlinkHome.Flink2, Cancellation);
        await using var cluster = await FlinkCluster.StartAsync(home, new FlinkClusterOptions { TaskManagers = 2, Options = Scarce }, Cancellation);
        var id = await cluster.Rest.SubmitAsync(await FlinkJobs.JarAsync(home, Cancellation), Shuffles, Cancellation);
        await cluster.AnswersAsync("all subtasks run", rest => rest.AllSubtasksRunAsync(id, Cancellation), Cancellation);
        var need = await NeedAsync(cluster, id, home.Version);
        await using var console = await ConsoleHost.StartAsync(cluster.Url, Cancellation);
        await using var tab = await browser.OpenAsync(console);

        await tab.OpenAsync("/");
        await tab.Page.Locator("[aria-label=Jobs] a", new() { HasText = "Order routing" }).ClickAsync(new() { Timeout = AMinute });

        await Expect(tab.Page.Locator("h1")).ToHaveTextAsync("Order routing");
        foreach (var one in need.TaskManagers)
        {
            var row = tab.Page.Locator($"[data-taskmanager='{one.Name}']");
            await Expect(row.Locator("[data-required]")).ToHaveAttributeAsync("data-required", Text(one.Buffers.Required), new() { Timeout = AMinute });
            await Expect(row.Locator("[data-recommended]")).ToHaveAttributeAsync("data-recommended", Text(one.Buffers.Wanted));
            await Expect(row.Locator("[data-held]")).ToHaveAttributeAsync("data-held", await HeldAsync(cluster, one.Name), new() { Timeout = AMinute });
        }

        var starves = tab.Page.Locator("#buffers .says");
        await Expect(starves).ToContainTextAsync("Starts, but starves");
        var parallelism = tab.Page.GetByRole(AriaRole.Textbox, new() { Name = "Parallelism" });
        await parallelism.FillAsync("12");
        await parallelism.PressAsync("Enter");
        var then = need.Graph.Rescaled(12);
        var rescaled = BufferNeeds.Derive(then, SubtaskPlacement.Assume(then, 4), Configuration(cluster), Version(home.Version)).NeedOrNull.ShouldNotBeNull();
        await Expect(tab.Page.Locator("#rescale [data-needed]")).ToHaveAttributeAsync("data-needed", Text(rescaled.Smallest));
        await Expect(tab.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("parallelism=12", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await tab.Page.Locator("#operators a", new() { HasText = "Route 1" }).ClickAsync();
        await Expect(tab.Page.Locator("#subtasks tbody tr")).ToHaveCountAsync(6);
        await tab.ShouldBeFitForAllAsync("job");
    }

    /// <summary>From Flink's own answers, with the placement that they tell.</summary>
    private static async Task<JobBufferNeed> NeedAsync(FlinkCluster cluster, string id, string version)
    {
        var job = await cluster.Rest.GetAsync($"jobs/{id}", Cancellation);
        JsonArray vertices = [];
        foreach (var vertex in job["vertices"]!.AsArray())
        {
            vertices.Add(await cluster.Rest.GetAsync($"jobs/{id}/vertices/{vertex!["id"]}", Cancellation));
        }

        job["vertices"] = vertices;
        var read = JobPlanReader.Read(job.ToJsonString()).ShouldBeOfType<JobPlanReading.Read>();
        return BufferNeeds.Derive(read.Graph, read.Placement.ShouldNotBeNull(), Configuration(cluster), Version(version)).NeedOrNull.ShouldNotBeNull();
    }

    private static async Task<string> HeldAsync(FlinkCluster cluster, string taskManager)
    {
        string? held = null;
        await cluster.AnswersAsync("Flink knows the segments", async rest => (held = await rest.MetricAsync($"taskmanagers/{taskManager}", "Status.Shuffle.Netty.TotalMemorySegments", Cancellation)) is not null, Cancellation);
        return held!;
    }

    private static FlinkConfiguration Configuration(FlinkCluster cluster) => FlinkConfiguration.From(cluster.TaskManagers[0].Options);

    private static FlinkVersion Version(string release) => FlinkVersion.Parse(release)!.Value;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
