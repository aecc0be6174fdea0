using System.Net;
using System.Text.Json;
using FlinkMemoryConsole.Monitoring.Clusters;
using FlinkMemoryConsole.Testing.Clusters;
using FlinkMemoryConsole.Web.Components;
using FlinkMemoryConsole.Web.Components.Budget;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace FlinkMemoryConsole.Web.Tests.Hosting;

/// <summary>The real host, with clusters that a test publishes to.</summary>
public sealed class ConsoleHostTests : IDisposable
{
    private readonly FakeClusterDirectory _directory = new();
    private readonly WatchedCluster _orders;
    private readonly WebApplicationFactory<App> _factory;
    private readonly HttpClient _browser;

    public ConsoleHostTests()
    {
        _orders = _directory.Open("orders");
        _factory = new WebApplicationFactory<App>().WithWebHostBuilder(host => host.ConfigureTestServices(services =>
        {
            services.AddSingleton<IClusterDirectory>(_directory);
            services.AddSingleton<IRecordingShelf>(new FakeRecordingShelf(_directory, Path.Combine(AppContext.BaseDirectory, "recordings")));
        }));
        _browser = _factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
    }

    public void Dispose()
    {
        _browser.Dispose();
        _factory.Dispose();
    }

    [Fact]
    public async Task Starts_at_the_first_cluster()
    {
        var answer = await GetAsync("/");

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.ToString().ShouldEndWith("/orders");
    }

    [Fact]
    public async Task The_first_answer_already_says_what_is_wrong()
    {
        EvidenceBuilder cluster = new();
        _orders.Feed.Publish(cluster.WithTaskManager("tm-1").WithFinding(cluster.HeapFinding("tm-1")).Snapshot());

        var page = await (await GetAsync("/orders")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        page.ShouldContain("tm-1 runs out of Java heap in about 10 minutes.");
        page.ShouldNotContain("//cdn", Case.Insensitive);
    }

    [Fact]
    public async Task Pages_may_not_be_framed_and_run_scripts_of_this_host_only()
    {
        var headers = (await GetAsync("/orders")).Headers;

        headers.GetValues("Content-Security-Policy").Single().ShouldContain("script-src 'self';");
        headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
        headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
    }

    [Theory]
    [InlineData("/healthz", HttpStatusCode.OK)]
    [InlineData("/api/clusters/elsewhere/findings", HttpStatusCode.NotFound)]
    [InlineData("/api/clusters/orders/findings", HttpStatusCode.ServiceUnavailable)]
    [InlineData("/recordings/files/..%2f..%2fappsettings.json", HttpStatusCode.NotFound)]
    public async Task Answers_with(string path, HttpStatusCode status) => (await GetAsync(path)).StatusCode.ShouldBe(status);

    [Fact]
    public async Task Findings_are_the_same_document_that_the_pages_show()
    {
        EvidenceBuilder cluster = new();
        _orders.Feed.Publish(cluster.WithTaskManager("tm-1").WithFinding(cluster.HeapFinding("tm-1")).Snapshot());

        using var document = JsonDocument.Parse(await _browser.GetStringAsync(new Uri("/api/clusters/ORDERS/findings", UriKind.Relative), TestContext.Current.CancellationToken));

        document.RootElement.GetProperty("verdict").GetString().ShouldBe("critical");
        document.RootElement.GetProperty("findings")[0].GetProperty("id").GetString().ShouldBe("heap-oom:tm-1");
    }

    [Fact]
    public async Task The_budget_page_needs_no_cluster()
    {
        var page = await (await GetAsync($"/budget?version=1.20&config={PackedText.Pack("taskmanager.memory.process.size: 1728m")}")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        page.ShouldContain("Tasks get 384 MiB of heap in a process of 1.69 GiB.");
    }

    [Fact]
    public async Task Styles_and_scripts_come_compressed()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/_content/MudBlazor/MudBlazor.min.css");
        request.Headers.AcceptEncoding.ParseAdd("gzip");

        var answer = await _browser.SendAsync(request, TestContext.Current.CancellationToken);

        answer.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
    }

    [Fact]
    public async Task Another_host_name_is_refused()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/orders");
        request.Headers.Host = "rebound.example";

        (await _browser.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private Task<HttpResponseMessage> GetAsync(string path) => _browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
}
