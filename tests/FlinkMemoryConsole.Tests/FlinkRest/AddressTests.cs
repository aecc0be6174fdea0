using System.Net;
using FlinkMemoryConsole.FlinkRest;
using FlinkMemoryConsole.Testing.Http;

namespace FlinkMemoryConsole.Tests.FlinkRest;

public class AddressTests
{
    private const string Configuration = """{"flink-version":"2.3.0"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://flink.test:8081", "/config")]
    [InlineData("http://flink.test:8081/", "/config")]
    [InlineData("https://proxy.test/flink/prod", "/flink/prod/config")]
    [InlineData("https://proxy.test/flink/prod/", "/flink/prod/config")]
    public async Task A_path_of_the_address_is_a_prefix(string url, string asked)
    {
        using var network = new FaultyHandler(TimeProvider.System).Answer("/", Configuration);
        using var flink = Client(new FlinkRestOptions { Url = new Uri(url) }, network);

        (await flink.Cluster.GetConfigurationAsync(Cancellation)).ValueOrDefault.ShouldNotBeNull();

        network.Requests.ShouldBe([asked]);
    }

    [Fact]
    public async Task Credentials_follow_a_redirect_on_the_same_host_only()
    {
        var seen = new List<string>();
        using var network = new FaultyHandler(TimeProvider.System).On("/", (request, _) =>
        {
            seen.Add($"{request.RequestUri} {request.Headers.Authorization}");
            return Task.FromResult(request.RequestUri!.AbsoluteUri switch
            {
                "http://flink.test/config" => To("https://flink.test/config"),
                "https://flink.test/config" => To("https://elsewhere.test/config"),
                _ => new HttpResponseMessage { Content = new StringContent(Configuration) },
            });
        });
        using var flink = Client(new FlinkRestOptions { Url = new Uri("http://flink.test"), BearerToken = "abc" }, network);

        (await flink.Cluster.GetConfigurationAsync(Cancellation)).ValueOrDefault.ShouldNotBeNull();

        seen.ShouldBe(["http://flink.test/config Bearer abc", "https://flink.test/config Bearer abc", "https://elsewhere.test/config "]);
    }

    [Theory]
    [InlineData("http://ann:p%40ss@flink.test", null, null)]
    [InlineData("http://flink.test", "ann", "p@ss")]
    public async Task A_user_and_a_password_are_sent_and_never_shown(string url, string? user, string? password)
    {
        string? sent = null;
        using var network = new FaultyHandler(TimeProvider.System).On("/", (request, _) =>
        {
            sent = request.Headers.Authorization?.ToString();
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.Unauthorized));
        });
        using var flink = Client(new FlinkRestOptions { Url = new Uri(url), UserName = user, Password = password }, network);

        var failed = (await flink.Cluster.GetConfigurationAsync(Cancellation)).ShouldBeOfType<FlinkAnswer<FlinkMemoryConsole.FlinkRest.Contracts.DashboardConfigurationResponse>.Failed>();

        sent.ShouldBe("Basic YW5uOnBAc3M=");
        failed.Kind.ShouldBe(FlinkFailure.Refused);
        failed.Reason.ShouldNotContain("ann");
        flink.Url.ToString().ShouldBe("http://flink.test/");
    }

    [Fact]
    public void Options_that_cannot_be_used_say_why()
    {
        Problems(new FlinkRestOptions { Url = new Uri("ftp://flink.test") }).ShouldContain("'ftp://flink.test/' is not an http or https address");
        Problems(new FlinkRestOptions { Url = new Uri("http://flink.test/?x=1") }).ShouldContain("leave out what follows");
        Problems(new FlinkRestOptions { Url = new Uri("http://a:b@flink.test"), BearerToken = "c" }).ShouldContain("not both");
        Problems(new FlinkRestOptions { Url = new Uri("http://flink.test"), CertificateAuthorityFile = "/no/such.pem" }).ShouldContain("does not exist");
    }

    [Fact]
    public async Task Names_are_asked_for_in_requests_that_Flink_accepts_and_all_are_answered()
    {
        using var network = new FaultyHandler(TimeProvider.System).On("/", (request, _) =>
        {
            var names = Uri.UnescapeDataString(request.RequestUri!.Query["?get=".Length..]).Split(',');
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent($"[{string.Join(',', names.Select(name => $$"""{"id":"{{name}}","value":"1"}"""))}]") });
        });
        using var flink = Client(new FlinkRestOptions { Url = new Uri("http://flink.test") }, network);
        var names = Enumerable.Range(0, 400).Select(number => $"{number}.Source:_orders_->_count.timer/rocksdb").ToList();

        var metrics = await flink.Jobs.ReadVertexMetricsAsync(new string('a', 32), new string('b', 32), names, Cancellation);

        metrics.ValueOrDefault!.Select(metric => metric.Id).ShouldBe(names);
        network.Requests.ShouldAllBe(path => path.Length < 4000);
        network.Requests.Count.ShouldBeGreaterThan(3);
    }

    private static FlinkClient Client(FlinkRestOptions options, FaultyHandler network) => new FlinkClientFactory(TimeProvider.System).Create(options, network);

    private static string Problems(FlinkRestOptions options) => Should.Throw<ArgumentException>(() => new FlinkClientFactory(TimeProvider.System).Create(options)).Message;

    private static HttpResponseMessage To(string location) => new(HttpStatusCode.MovedPermanently) { Headers = { Location = new Uri(location) } };
}
