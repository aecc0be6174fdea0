using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace FlinkMemoryConsole.Monitoring.Settings;

/// <summary>Refuses settings that cannot work, each with the key to change and an example.</summary>
internal sealed partial class MonitoringOptionsValidation : IValidateOptions<MonitoringOptions>
{
    /// <summary>First segments of the console's own URLs: a cluster of that name could not be reached.</summary>
    private static readonly string[] TakenNames = ["recordings", "budget", "api", "lib", "css", "js", "not-found", "error", "health"];

    public ValidateOptionsResult Validate(string? name, MonitoringOptions options)
    {
        List<string> problems = [];
        if (options.Url is { Length: > 0 } url)
        {
            CheckUrl("Flink:Url", url, problems);
            if (options.Clusters.Count > 0)
            {
                problems.Add("Flink:Url and Flink:Clusters are both set. Put the cluster of Flink:Url into Flink:Clusters, with a name.");
            }
        }

        for (var i = 0; i < options.Clusters.Count; i++)
        {
            CheckCluster($"Flink:Clusters:{i}", options.Clusters[i], problems);
        }

        foreach (var twice in options.Clusters.GroupBy(cluster => cluster.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            problems.Add($"Flink:Clusters has the name '{twice.Key}' {twice.Count()} times. Give each cluster a name of its own.");
        }

        if (options.Window < TimeSpan.FromMinutes(5) || options.Window > TimeSpan.FromHours(24))
        {
            problems.Add($"Flink:Window is {options.Window}. It has to be from 00:05:00 to 24:00:00.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void CheckCluster(string key, ClusterOptions cluster, List<string> problems)
    {
        if (!NamePattern().IsMatch(cluster.Name) || TakenNames.Contains(cluster.Name, StringComparer.OrdinalIgnoreCase))
        {
            problems.Add($"{key}:Name is '{cluster.Name}'. It stands in URLs: use letters, digits, '.', '-' or '_', and none of {string.Join(", ", TakenNames)}.");
        }

        CheckUrl($"{key}:Url", cluster.Url, problems);
        if (cluster.BearerToken is not null && cluster.UserName is not null)
        {
            problems.Add($"{key} has a BearerToken and a UserName. Use one of them.");
        }

        if (cluster.UserName is null != cluster.Password is null)
        {
            problems.Add($"{key} has only one of UserName and Password. Basic authentication needs both.");
        }

        if (cluster.CertificateAuthorityFile is { } file && !File.Exists(file))
        {
            problems.Add($"{key}:CertificateAuthorityFile is '{file}', and there is no such file.");
        }
    }

    private static void CheckUrl(string key, string url, List<string> problems)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            problems.Add($"{key} is '{url}'. It has to be the address of Flink's REST API, for example http://localhost:8081.");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]*$", RegexOptions.None, 1_000)]
    private static partial Regex NamePattern();
}
