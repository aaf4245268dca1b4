using System.Collections.Concurrent;
using Npgsql;
using Platform.ServiceDefaults.Hosting;

namespace Platform.DeviceRegistry.Cameras;

/// <summary>When a camera counts as offline.</summary>
internal static class CameraTimes
{
    /// <summary>Time between two questions.</summary>
    public static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(10);

    /// <summary>Longer without an answer it is offline.</summary>
    public static readonly TimeSpan MaySilentFor = TimeSpan.FromSeconds(30);
}

/// <summary>Asks the cameras of all pits whether they are there, and tells when one is lost and when it is back.</summary>
internal sealed class CameraWatch(NpgsqlDataSource database, CameraProbe probe, TimeProvider time) : IRound
{
    private const int Batch = 200, AtOnce = 50;

    public TimeSpan Every => TimeSpan.FromSeconds(5);

    public async Task RunOnceAsync(DateTimeOffset now, CancellationToken ct)
    {
        await InTransactionAsync(async transaction =>
        {
            await CameraStore.FollowPitsAsync(transaction, now);
            return 0;
        }, ct);
        while (await AskAsync(now, ct) == Batch) { }
    }

    private async Task<int> AskAsync(DateTimeOffset now, CancellationToken ct)
    {
        var due = await InTransactionAsync(transaction => CameraStore.TakeAsync(transaction, now, Batch), ct);
        if (due.Count == 0) return 0;
        ConcurrentBag<int> answered = [], silent = [];
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (camera, stop) =>
            (await probe.AnswersAsync(camera.Url, stop) ? answered : silent).Add(camera.PitId));
        // Cameras that are not there take their time.
        var asked = time.GetUtcNow();
        return await InTransactionAsync(async transaction =>
        {
            await CameraStore.NoteAsync(transaction, [.. answered], [.. silent], asked);
            return due.Count;
        }, ct);
    }

    private async Task<T> InTransactionAsync<T>(Func<NpgsqlTransaction, Task<T>> work, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var result = await work(transaction);
        await transaction.CommitAsync(ct);
        return result;
    }
}

/// <summary>Registers the watch.</summary>
internal static class CameraRegistration
{
    public static void AddCameras(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<CameraOptions>().BindConfiguration("Cameras").Validate(CameraOptions.IsValid, CameraOptions.Message).ValidateOnStart();
        builder.Services.AddSingleton<CameraProbe>().AddSingleton<CameraWatch>().AddHostedService<Rounds<CameraWatch>>();
    }
}
