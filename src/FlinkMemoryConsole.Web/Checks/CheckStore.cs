using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using FlinkMemoryConsole.Core.Wizards.Check;

namespace FlinkMemoryConsole.Web.Checks;

/// <summary>
/// Remembers what the wizards watch for, one small JSON file each, so that a restart of the console loses nothing. What cannot be written is still remembered
/// until the console ends; what cannot be read is left out, and both are logged.
/// </summary>
public sealed partial class CheckStore
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly ConcurrentDictionary<string, CheckBaseline> _checks = new(StringComparer.Ordinal);
    private readonly string _folder;
    private readonly ILogger<CheckStore> _logger;

    /// <param name="folder">Made when the first check is kept.</param>
    public CheckStore(string folder, ILogger<CheckStore> logger)
    {
        (_folder, _logger) = (folder, logger);
        foreach (var baseline in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json").Select(Read).OfType<CheckBaseline>() : [])
        {
            _checks[baseline.Id] = baseline;
        }
    }

    /// <summary>All checks of a cluster, newest first.</summary>
    public ImmutableArray<CheckBaseline> Of(string cluster) =>
        [.. _checks.Values.Where(check => string.Equals(check.Cluster, cluster, StringComparison.OrdinalIgnoreCase)).OrderByDescending(check => check.At)];

    /// <summary>The check of that id, or null: ids come from URLs.</summary>
    public CheckBaseline? Find(string? id) => id is null ? null : _checks.GetValueOrDefault(id);

    /// <summary>Keeps what is to be watched and gives it its id.</summary>
    public CheckBaseline Keep(CheckBaseline baseline)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        var kept = baseline with { Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)) };
        _checks[kept.Id] = kept;
        try
        {
            Directory.CreateDirectory(_folder);
            var path = PathOf(kept.Id);
            File.WriteAllText(path + ".new", JsonSerializer.Serialize(kept, Json));
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotWritten(kept.Id, _folder, exception);
        }

        return kept;
    }

    /// <summary>Stops watching.</summary>
    public void Forget(string id)
    {
        if (!_checks.TryRemove(id, out _))
        {
            return;
        }

        try
        {
            File.Delete(PathOf(id));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotWritten(id, _folder, exception);
        }
    }

    private string PathOf(string id) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{id}.json"));

    private CheckBaseline? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<CheckBaseline>(File.ReadAllText(path), Json) is { Id.Length: > 0 } read ? read : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            LogNotRead(path, exception);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Check {Id} could not be written below {Folder}: it is forgotten when the console ends.")]
    private partial void LogNotWritten(string id, string folder, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The check in {Path} could not be read and is left out.")]
    private partial void LogNotRead(string path, Exception exception);
}
