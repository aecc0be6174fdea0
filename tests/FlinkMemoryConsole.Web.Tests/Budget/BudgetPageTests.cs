using System.Text;
using FlinkMemoryConsole.Core.Configuration;
using FlinkMemoryConsole.Monitoring.Clusters;
using FlinkMemoryConsole.Web.Components.Budget;
using FlinkMemoryConsole.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace FlinkMemoryConsole.Web.Tests.Budget;

/// <summary>The page of a pasted configuration.</summary>
public class BudgetPageTests : ConsoleContext
{
    private const string Plain = "taskmanager.memory.process.size: 1728m\njobmanager.memory.process.size: 1600m\n";

    protected override WatchedCluster? Watched => null;

    [Fact]
    public void Nothing_pasted_claims_nothing_and_offers_an_example()
    {
        var page = Open("", "");
        page.FindAll(".verdict").ShouldBeEmpty();

        page.FindAll("button").Single(button => button.TextContent is "Try this example").Click();

        page.WaitForAssertion(() => page.Find(".verdict").TextContent.ShouldContain("Tasks get 384 MiB of heap in a process of 1.69 GiB."));
        Navigation.Uri.ShouldContain("config=");
    }

    [Fact]
    public void A_short_text_stands_in_the_address()
    {
        var page = Open($"?version=1.20&config={PackedText.Pack(Plain)}", "");

        page.Find(".memory-map").TextContent.ShouldContain("clamped to minimum");
        page.Find("[aria-label='Memory map'] .flags code").TextContent.Trim().ShouldBe("-Xmx536870902 -Xms536870902 -XX:MaxDirectMemorySize=268435458 -XX:MaxMetaspaceSize=268435456");
        page.Find("textarea").GetAttribute("value").ShouldBe(Plain);
    }

    [Fact]
    public void The_job_manager_has_its_own_budget()
    {
        var page = Open("?process=jobmanager", Plain);

        page.Find(".verdict").TextContent.ShouldContain("The JobManager gets 1.00 GiB of heap");
        page.Find(".memory-map").TextContent.ShouldNotContain("Network");
    }

    [Fact]
    public void What_only_flink_conf_forgives_can_be_read_as_one()
    {
        const string Twice = $"{Plain}taskmanager.memory.process.size: 4g\n";
        Open("", Twice).Find("#configuration-said a").GetAttribute("href").ShouldNotBeNull().ShouldContain("form=flink-conf");

        Open("?form=flink-conf", Twice).Find(".verdict").TextContent.ShouldContain("in a process of 4.00 GiB.");
    }

    [Fact]
    public void The_flink_conf_yaml_of_a_config_map_is_answered_as_the_last_Flink_that_reads_it()
    {
        const string Legacy = "apiVersion: v1\nkind: ConfigMap\ndata:\n  flink-conf.yaml: |\n    taskmanager.heap.size: 2g\n";

        foreach (var query in new[] { "", "?version=1.18" })
        {
            Open(query, Legacy).Find(".verdict").TextContent.ShouldContain("in a process of 2.50 GiB.");
        }

        Open("?version=2.3", Legacy).Find(".verdict").TextContent.ShouldNotContain("in a process");
    }

    [Fact]
    public void Of_two_files_in_a_config_map_the_one_that_the_version_reads_counts()
    {
        const string Both = "apiVersion: v1\nkind: ConfigMap\ndata:\n  config.yaml: |\n    taskmanager.memory.process.size: 2g\n  flink-conf.yaml: |\n    taskmanager.memory.process.size: 4g\n";

        Open("", Both).Find(".verdict").TextContent.ShouldContain("in a process of 2.00 GiB.");
        Open("?version=1.20", Both).Find(".verdict").TextContent.ShouldContain("in a process of 4.00 GiB.");
    }

    [Theory]
    [InlineData("taskmanager.memory.segment-size: 33333", "Memory segment size must be a power of 2")]
    [InlineData("taskmanager.memory.min-segment-size: 0", "IllegalArgumentException")]
    [InlineData("taskmanager.network.memory.buffers-request-timeout: 0", "taskmanager.network.memory.buffers-request-timeout")]
    [InlineData("execution.batch-shuffle-mode: x", "Could not parse value 'x' for key 'execution.batch-shuffle-mode'.")]
    public void Valid_memory_of_a_task_manager_that_fails_later_is_not_called_valid(string option, string words)
    {
        var page = Open("", $"{Plain}{option}\n");

        page.Find(".verdict.critical").TextContent.ShouldContain(words);
        page.FindAll(".verdict").Select(verdict => verdict.TextContent).ShouldNotContain(text => text.Contains("✓ Valid", StringComparison.Ordinal));
    }

    [Fact]
    public void A_refusal_comes_in_flinks_words_with_the_options_to_blame_their_lines_and_a_way_out()
    {
        var page = Open("?version=1.20", "# mine\ntaskmanager.memory.process.size: 1g\ntaskmanager.memory.managed.size: 3g\n");

        page.Find(".verdict.critical").TextContent.ShouldContain("IllegalConfigurationException: TaskManager memory configuration failed: ");
        var managed = page.FindAll("tr").Single(row => row.TextContent.Contains("taskmanager.memory.managed.size3g", StringComparison.Ordinal));
        managed.QuerySelector("[data-label=Line]")!.TextContent.ShouldBe("3");
        page.FindAll("h2").Select(title => title.TextContent).ShouldContain("The nearest that Flink accepts");
        page.FindAll(".memory-map").ShouldBeEmpty();
    }

    [Fact]
    public void A_wish_shows_the_change_what_shrinks_and_the_difference()
    {
        var page = Open("?wish=task-heap&size=100m", Plain);

        var card = page.Find("[aria-label='What if']").TextContent;
        card.ShouldContain("+100 MiB");
        card.ShouldContain("Shrinks for it: Managed by 100 MiB.");
        page.Find("[aria-label=Difference]").TextContent.ShouldContain("+ taskmanager.memory.managed.size");
    }

    [Fact]
    public void Choosing_a_wish_puts_it_into_the_address()
    {
        var page = Open("", Plain);

        page.Find("[aria-label='What if'] select").Change("buffers");
        page.WaitForAssertion(() => page.Find("[aria-label='What if'] input[type=text]").GetAttribute("value").ShouldBe("8192"));
        page.Find("[aria-label='What if'] input[type=checkbox]").Change(false);

        page.WaitForAssertion(() => Navigation.Uri.ShouldEndWith("?wish=buffers&grows=true"));
    }

    [Fact]
    public void An_impossible_wish_says_why_and_what_is_nearest()
    {
        var card = Open("?wish=task-heap&size=64g", Plain).Find("[aria-label='What if']").TextContent;

        card.ShouldContain("This cannot be had:");
        card.ShouldContain("The nearest that can be had");
    }

    [Fact]
    public void A_size_that_cannot_be_read_is_named_and_nothing_is_proposed()
    {
        var card = Open("?wish=task-heap&size=1.5%20zb", Plain).Find("[aria-label='What if']").TextContent;

        card.ShouldContain("“1.5 zb” cannot be read");
        card.ShouldNotContain("Change one option");
    }

    [Fact]
    public void Findings_on_the_options_stand_below()
    {
        var page = Open("?version=2.0", Plain + "taskmanager.heap.size: 1g\n");

        page.Find("[aria-label='Findings on the configuration']").TextContent.ShouldContain("taskmanager.heap.size");
    }

    [Fact]
    public void Going_on_with_the_change_puts_it_into_the_text()
    {
        var page = Open("?wish=task-heap&size=100m", Plain);

        page.FindAll("button").Single(button => button.TextContent is "Go on with the changed configuration").Click();

        page.WaitForAssertion(() => page.Find(".verdict").TextContent.ShouldContain("Tasks get 484 MiB of heap"));
        Services.GetRequiredService<BudgetDraft>().Text.ShouldContain("taskmanager.memory.managed.size");
    }

    [Fact]
    public async Task The_text_comes_as_a_stream_and_one_that_is_too_large_is_not_even_sent()
    {
        var page = Open("", "");
        var input = page.FindComponent<ConfigurationInput>();

        await page.InvokeAsync(() => input.Instance.TakeAsync(new SentText(Plain)));
        await page.WaitForAssertionAsync(() => page.Find(".verdict").TextContent.ShouldContain("Valid"));

        await page.InvokeAsync(() => input.Instance.RefuseAsync(10 << 20));
        await page.WaitForAssertionAsync(() => page.Find("#configuration-said").TextContent.ShouldContain("10,485,760 bytes are more than a Flink configuration has"));
        page.FindAll(".verdict").ShouldBeEmpty();

        await page.InvokeAsync(() => input.Instance.TakeAsync(null));
        await page.WaitForAssertionAsync(() => page.Find("#configuration-said").TextContent.ShouldNotContain("more than a Flink configuration has"));
    }

    [Fact]
    public async Task A_page_that_is_left_while_its_field_is_on_its_way_lets_go_of_it()
    {
        using SlowBrowser browser = new();
        Services.AddSingleton<IJSRuntime>(browser);
        Open("", Plain);

        await DisposeComponentsAsync();
        browser.Field.Release();
        await Renderer.Dispatcher.InvokeAsync(() => { });

        browser.Released.ShouldBe(2, "the module, and the field that came after");
    }

    [Fact]
    public void What_is_said_of_an_option_leads_to_flinks_documentation()
    {
        var page = Open("?version=1.20", Plain + "taskmanager.memory.managed.size: 64m\ntaskmanager.memory.managed.fraction: 0.1\n");

        const string Documentation = "https://nightlies.apache.org/flink/flink-docs-release-1.20/docs/deployment/config/#taskmanager-memory-";
        page.FindAll("[aria-label='Findings on the configuration'] .documentation").Select(link => link.GetAttribute("href")).ShouldContain(Documentation + "managed-fraction");
        page.FindAll(".components .documentation").Select(link => link.GetAttribute("href")).ShouldContain(Documentation + "managed-size");
    }

    [Fact]
    public void Several_deployments_can_be_chosen_from()
    {
        var page = Open("?document=1", string.Join("---\n", new[] { ("one", "2g"), ("two", "4g") }.Select(pair =>
            $"apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata: {{name: {pair.Item1}}}\nspec:\n  flinkVersion: v1_19\n  taskManager: {{resource: {{memory: {pair.Item2}}}}}\n  jobManager: {{resource: {{memory: 2g}}}}\n")));

        page.FindAll("[aria-label=Deployment] a").Select(link => link.TextContent).ShouldBe(["one", "two"]);
        page.Find(".verdict").TextContent.ShouldContain("in a process of 4.00 GiB");
        page.Find("option[selected]").TextContent.ShouldBe("1.19");
    }

    private IRenderedComponent<BudgetPage> Open(string query, string text)
    {
        Services.GetRequiredService<BudgetDraft>().Text = text;
        Navigation.NavigateTo($"/budget{query}");
        return Render<BudgetPage>();
    }

    /// <summary>Everything it hands out is itself; the field comes when the test says so.</summary>
    private sealed class SlowBrowser : IJSRuntime, IJSObjectReference, IDisposable
    {
        public SemaphoreSlim Field { get; } = new(0);

        public int Released { get; private set; }

        public async ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args)
        {
            if (identifier is "attach")
            {
                await Field.WaitAsync();
            }

            return (TValue)(object)this;
        }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);

        public ValueTask DisposeAsync()
        {
            Released++;
            return ValueTask.CompletedTask;
        }

        public void Dispose() => Field.Dispose();
    }

    private sealed class SentText(string text) : IJSStreamReference
    {
        public long Length => Encoding.UTF8.GetByteCount(text);

        public ValueTask<Stream> OpenReadStreamAsync(long maxAllowedSize = 512_000, CancellationToken cancellationToken = default) => ValueTask.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes(text)));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
