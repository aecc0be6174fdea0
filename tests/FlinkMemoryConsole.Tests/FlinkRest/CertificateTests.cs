using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FlinkMemoryConsole.FlinkRest;
using FlinkMemoryConsole.FlinkRest.Contracts;

namespace FlinkMemoryConsole.Tests.FlinkRest;

public sealed class CertificateTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task A_server_of_an_own_authority_is_trusted_when_its_file_is_given_and_else_not()
    {
        using var authority = Authority("CN=an authority");
        using var server = Server(authority);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var serving = ServeAsync(listener, server, stop.Token);
        await File.WriteAllTextAsync(_file, authority.ExportCertificatePem(), Cancellation);
        var url = new Uri($"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}");

        using var trusting = new FlinkClientFactory(TimeProvider.System).Create(new FlinkRestOptions { Url = url, CertificateAuthorityFile = _file });
        using var other = new FlinkClientFactory(TimeProvider.System).Create(new FlinkRestOptions { Url = url });

        (await trusting.Cluster.GetConfigurationAsync(Cancellation)).ValueOrDefault!.FlinkVersion.ShouldBe("2.3.0");
        var refused = (await other.Cluster.GetConfigurationAsync(Cancellation)).ShouldBeOfType<FlinkAnswer<DashboardConfigurationResponse>.Failed>();
        refused.Kind.ShouldBe(FlinkFailure.Unreachable);
        refused.Reason.ShouldStartWith($"No secure connection to {url.GetLeftPart(UriPartial.Authority)}: ");

        await stop.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task A_file_without_a_certificate_is_told()
    {
        await File.WriteAllTextAsync(_file, "hello", Cancellation);

        Should.Throw<ArgumentException>(() => new FlinkClientFactory(TimeProvider.System).Create(new FlinkRestOptions { Url = new Uri("https://flink.test"), CertificateAuthorityFile = _file }))
            .Message.ShouldContain("holds no certificate");
    }

    private static async Task ServeAsync(TcpListener listener, X509Certificate2 certificate, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop);
                await using var stream = new SslStream(client.GetStream());
                await AnswerAsync(stream, certificate);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private static async Task AnswerAsync(SslStream stream, X509Certificate2 certificate)
    {
        try
        {
            await stream.AuthenticateAsServerAsync(certificate);
            if (await stream.ReadAsync(new byte[4096], Cancellation) == 0)
            {
                return;
            }

            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: 25\r\n\r\n{\"flink-version\":\"2.3.0\"}"u8.ToArray(), Cancellation);
        }
        catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client does not trust us.
        }
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private static X509Certificate2 Server(X509Certificate2 authority)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(authority, new DateTimeOffset(authority.NotBefore), new DateTimeOffset(authority.NotAfter), RandomNumberGenerator.GetBytes(8));
        using var withKey = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }
}
