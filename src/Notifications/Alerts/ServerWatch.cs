using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;
using Platform.ServiceDefaults.Hosting;

namespace Platform.Notifications.Alerts;

/// <summary>The server that this process is on (section <c>Server</c>).</summary>
internal sealed class ServerOptions
{
    public const string Message = "Server__MaxCpuPercent and Server__MaxDiskPercent must be between 1 and 100, for example 80 and 85.";

    /// <summary>A folder on the disk of the servers' data; empty when it is not on this machine.</summary>
    public string DataFolder { get; set; } = "";

    /// <summary>CPU above this for five minutes raises an alert.</summary>
    public int MaxCpuPercent { get; set; } = 80;

    /// <summary>A disk that is fuller than this raises one.</summary>
    public int MaxDiskPercent { get; set; } = 85;

    public static bool IsValid(ServerOptions options) => options is { MaxCpuPercent: >= 1 and <= 100, MaxDiskPercent: >= 1 and <= 100 };
}

/// <summary>How long something has been too high, and when it is good again. Pure.</summary>
/// <param name="limit">Too high above this.</param>
/// <param name="margin">Good again at the limit less this.</param>
/// <param name="holds">How long it must be too high.</param>
internal sealed class HighMark(double limit, double margin, TimeSpan holds)
{
    private DateTimeOffset? since;
    private bool? isHigh;

    public double Limit => limit;

    /// <summary>True when it is to be raised, false when it is over, null when nothing changed. The first look settles what a former process left.</summary>
    public bool? Look(double value, DateTimeOffset now)
    {
        if (value > limit) since ??= now;
        else if (isHigh is not true || value <= limit - margin) since = null;
        var next = since is { } begin && (isHigh is true || now - begin >= holds);
        if (next == isHigh || (isHigh is null && since is not null && !next)) return null;
        isHigh = next;
        return next;
    }
}

/// <summary>Alerts of the vendor about the server: CPU from <c>/proc/stat</c>, the disk of the data.</summary>
internal sealed class ServerWatch(NpgsqlDataSource database, LiveAlerts live, IOptions<ServerOptions> options) : IRound
{
    private const string Stat = "/proc/stat";
    private static readonly string Source = $"server:{Environment.MachineName}";
    private readonly HighMark cpu = new(options.Value.MaxCpuPercent, margin: 10, TimeSpan.FromMinutes(5)), disk = new(options.Value.MaxDiskPercent, margin: 3, TimeSpan.Zero);
    private (long Busy, long All)? before;

    public TimeSpan Every => TimeSpan.FromSeconds(15);

    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        if (File.Exists(Stat) && CpuTimes(await File.ReadAllTextAsync(Stat, ct)) is { } times)
        {
            if (before is { } former && times.All > former.All) await LookAsync("server_cpu", cpu, 100.0 * (times.Busy - former.Busy) / (times.All - former.All), now, ct);
            before = times;
        }

        if (options.Value.DataFolder is { Length: > 0 } folder && Directory.Exists(folder) && new DriveInfo(folder) is { TotalSize: > 0 } drive)
            await LookAsync("disk_space", disk, 100.0 * (drive.TotalSize - drive.AvailableFreeSpace) / drive.TotalSize, now, ct);
    }

    /// <summary>Time that the CPUs worked and all time, in ticks, of the first line: user, nice, system, idle, iowait, irq, softirq, steal (proc(5)).</summary>
    internal static (long Busy, long All)? CpuTimes(string stat)
    {
        var fields = stat.Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 9 || fields[0] != "cpu") return null;
        var ticks = fields[1..9].Select(f => long.Parse(f, CultureInfo.InvariantCulture)).ToArray();
        return (ticks.Sum() - ticks[3] - ticks[4], ticks.Sum());
    }

    private async Task LookAsync(string subject, HighMark mark, double value, DateTimeOffset now, CancellationToken ct)
    {
        if (mark.Look(value, now) is not { } isHigh) return;
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var version = now.ToUnixTimeMilliseconds();
        var alert = isHigh
            ? await AlertState.RaiseAsync(transaction, new Condition(null, null, null, null, null, Source, subject, subject, Severities.Warning, value, mark.Limit, IsAbove: true, RepeatMinutes: null, version), now)
            : await AlertState.ClearAsync(transaction, tenantId: null, Source, subject, value, "recovered", version, now);
        await transaction.CommitAsync(ct);
        if (alert is not null) await live.SendAsync(alert, ct);
    }
}
