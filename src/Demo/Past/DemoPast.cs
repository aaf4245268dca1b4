using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Platform.Demo.Past;

/// <summary>
/// What happened before the demo was started. The platform's own clock lets nobody do yesterday's work, so this, and nothing else of the
/// demo, is written into the services' databases: rows as the services themselves leave them.
/// </summary>
internal sealed class DemoPast(IConfiguration configuration)
{
    /// <summary>Where the workshop is.</summary>
    public const string TimeZone = "Asia/Kolkata";

    /// <summary>Dates the jobs of today back, and adds those of three months.</summary>
    public async Task WriteJobsAsync(DemoState state, IReadOnlyList<DemoJob> today, IReadOnlyList<DemoPit> pits)
    {
        await using var database = Open("jobs-db");
        await PastJobs.WriteAsync(database, state, today, pits);
    }

    /// <summary>Adds alerts of the last month, and what the owner was told of them.</summary>
    public async Task WriteAlertsAsync(DemoState state, IReadOnlyList<DemoPit> pits, long ownerId)
    {
        await using var database = Open("notifications-db");
        await PastAlerts.WriteAsync(database, state, pits, ownerId);
    }

    private NpgsqlDataSource Open(string name) =>
        NpgsqlDataSource.Create(configuration.GetConnectionString(name) is { Length: > 0 } found ? found : throw new PlatformException($"ConnectionStrings__{name} is not set."));
}
