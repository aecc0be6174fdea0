namespace FlinkMemoryConsole.Web.Checks;

/// <summary>Registers the memory of the wizards' checks.</summary>
public static class CheckStoreServices
{
    /// <summary>Setting that names the folder; without it, a folder of the console below the user's local application data.</summary>
    public const string FolderKey = "Checks:Folder";

    public static IServiceCollection AddWizardChecks(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var folder = configuration[FolderKey] is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "flink-memory-console", "checks");
        return services.AddSingleton(provider => new CheckStore(folder, provider.GetRequiredService<ILogger<CheckStore>>()));
    }
}
