using System.Globalization;
using Npgsql;
using Platform.DeviceProtocol;

namespace Platform.Telemetry.Retention;

/// <summary>
/// <c>Platform.Telemetry restore KIND YYYY-MM-DD FILE</c>: brings one archived file back for 30 days. Roll-ups are not touched: hours
/// and days are kept for good, and the restored rows are counted in them already.
/// </summary>
internal static class RestoreCommand
{
    /// <summary>True when the arguments ask for it.</summary>
    public static bool IsAskedFor(string[] args) => args is ["restore", ..];

    /// <summary>Restores and returns the process's exit code.</summary>
    public static async Task<int> RunAsync(string[] args, IConfiguration configuration)
    {
        if (args is not [_, var name, var date, var file] || ReadingKind.All.FirstOrDefault(k => k.Name == name) is not { } kind
            || !DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || !File.Exists(file))
        {
            await Console.Error.WriteLineAsync("Usage: Platform.Telemetry restore environment 2026-08-01 FILE.csv.gz (the connection string in ConnectionStrings__telemetry-db)");
            return 2;
        }

        await using var database = NpgsqlDataSource.Create(configuration.GetConnectionString("telemetry-db") ?? "");
        var restored = await new DayArchive(database).RestoreAsync(kind, day, file, TimeProvider.System.GetUtcNow(), CancellationToken.None);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Restored {restored} readings of {day:yyyy-MM-dd}."));
        return 0;
    }
}
