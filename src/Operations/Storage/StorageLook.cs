using Microsoft.Extensions.Options;
using Platform.Messaging;

namespace Platform.Operations.Storage;

/// <summary>Section <c>Operations</c>.</summary>
internal sealed class StorageOptions
{
    /// <summary>Folder of the servers' data where it is on this machine (<c>Operations:DataFolder</c>); empty when it is not known.</summary>
    public string DataFolder { get; set; } = "";
}

/// <summary>Asks every service with a database how large it is. Counting a database's files costs a little, so an answer is good for ten seconds.</summary>
internal sealed class StorageLook(Peers peers, IOptions<StorageOptions> options, TimeProvider time)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim gate = new(1, 1);
    private PlatformStorage? kept;

    public async Task<PlatformStorage> TakeAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            var now = time.GetUtcNow();
            if (kept is { } good && now - good.At < KeptFor) return good;
            var databases = await Task.WhenAll(peers.All.Where(p => p.HasDatabase && p.Name == p.Service).Select(p => AskAsync(p, ct)));
            kept = new PlatformStorage(now, databases, DiskOf(options.Value.DataFolder));
            return kept;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<DatabaseStorage> AskAsync(Peer peer, CancellationToken ct) =>
        await peers.ReadAsync<StorageAnswer>(peer, "internal/storage", ct) is { } answer
            ? new DatabaseStorage(peer.Service, IsKnown: true, answer.Database, answer.Bytes, answer.Tables, answer.Outbox)
            : new DatabaseStorage(peer.Service, IsKnown: false, Database: null, Bytes: null, Tables: [], Outbox: null);

    private static DiskSpace? DiskOf(string folder)
    {
        if (folder.Length == 0 || !Directory.Exists(folder)) return null;
        var drive = new DriveInfo(folder);
        return new DiskSpace(folder, drive.AvailableFreeSpace, drive.TotalSize);
    }
}
