using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FlinkMemoryConsole.FlinkRest.Http;
using Microsoft.Extensions.Http.Resilience;

namespace FlinkMemoryConsole.FlinkRest;

/// <summary>Makes clients.</summary>
/// <param name="clock">
/// The clock of time limits, retries and breakers. Give the machine's own also to a client that reads a recording: a recording's clock runs faster
/// than its answers come.
/// </param>
public sealed class FlinkClientFactory(TimeProvider clock)
{
    /// <summary>A client for one cluster.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="primary">Answers instead of the network (a recording, a fault injector); it belongs to the caller.</param>
    /// <exception cref="ArgumentException">The options cannot be used, see <see cref="FlinkRestOptions.Problems"/>, or the certificate file cannot be read.</exception>
    public FlinkClient Create(FlinkRestOptions options, HttpMessageHandler? primary = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        var address = new UriBuilder(options.Url) { UserName = "", Password = "" }.Uri;
        var pipelines = new ResiliencePipelines(options.TimeLimits, clock);
        var redirects = new RedirectHandler(Credentials(options), primary ?? Network(options));
        var answers = new FlinkAnswerHandler(options.MaxAnswerBytes, redirects);
        HttpMessageHandler resilience = options.AsksOnce
            ? answers
            : new ResilienceHandler(request => pipelines.Of(RequestGroup.Of(PathBelow(address, request.RequestUri!)))) { InnerHandler = answers };
        return new FlinkClient(new HttpClient(new FailureHandler(resilience), disposeHandler: primary is null)
        {
            BaseAddress = address,
            Timeout = Timeout.InfiniteTimeSpan,
        });
    }

    /// <summary>
    /// A bare client with the same address, credentials and trust, and nothing of what makes answers into values: for a recorder, which wants them as they are.
    /// </summary>
    /// <exception cref="ArgumentException">As for <see cref="Create"/>.</exception>
    public static HttpClient CreateHttpClient(FlinkRestOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        var address = new UriBuilder(options.Url) { UserName = "", Password = "" };
        address.Path = address.Path.TrimEnd('/') + "/";
        return new HttpClient(new RedirectHandler(Credentials(options), Network(options))) { BaseAddress = address.Uri, Timeout = Timeout.InfiniteTimeSpan };
    }

    private static void Check(FlinkRestOptions options)
    {
        var problems = options.Problems().ToList();
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', problems), nameof(options));
        }
    }

    private static string PathBelow(Uri address, Uri request) => request.AbsolutePath[Math.Min(request.AbsolutePath.Length, address.AbsolutePath.TrimEnd('/').Length)..];

    private static AuthenticationHeaderValue? Credentials(FlinkRestOptions options)
    {
        if (options.BearerToken is { } token)
        {
            return new AuthenticationHeaderValue("Bearer", token.Trim());
        }

        var pair = options.UserName is { } name ? $"{name}:{options.Password}" : Uri.UnescapeDataString(options.Url.UserInfo);
        return pair.Length == 0 ? null : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
    }

    private static SocketsHttpHandler Network(FlinkRestOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = options.TimeLimits.Connect,
            // A name can lead to another JobManager after a failover.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            UseCookies = false,
        };
        if (options.CertificateAuthorityFile is { } file)
        {
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = TrustOnly(file) };
        }

        return handler;
    }

    private static X509ChainPolicy TrustOnly(string file)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(file);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"The certificate authority file '{file}' cannot be read: {exception.Message}", nameof(file), exception);
        }

        return policy.CustomTrustStore.Count > 0
            ? policy
            : throw new ArgumentException($"The certificate authority file '{file}' holds no certificate (-----BEGIN CERTIFICATE-----).", nameof(file));
    }
}
