using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Messaging;
using Platform.ServiceDefaults.Security;

namespace Platform.Operations.Storage;

/// <summary>How large the databases are and what waits in them.</summary>
internal static class StorageEndpoints
{
    public static void MapStorageLook(this IEndpointRouteBuilder app) =>
        app.MapGroup("/api/ops").WithTags("Operations").RequireAuthorization(Policies.Admin)
            .MapGet("/storage", GetAsync).WithSummary("Size of every database, its largest tables, its outbox, and the disk");

    private static async Task<Ok<PlatformStorage>> GetAsync(StorageLook look, CancellationToken ct) => TypedResults.Ok(await look.TakeAsync(ct));
}

/// <summary>What is kept where.</summary>
/// <param name="At">When it was looked; an answer is good for ten seconds.</param>
/// <param name="Databases">One for each service that has a database.</param>
/// <param name="Disk">The disk of the servers' data; null where it is not on the machine of this service.</param>
internal sealed record PlatformStorage(DateTimeOffset At, IReadOnlyList<DatabaseStorage> Databases, DiskSpace? Disk);

/// <summary>The database of one service.</summary>
/// <param name="Service">Whose it is.</param>
/// <param name="IsKnown">False when the service did not answer; the other members are then null or empty.</param>
/// <param name="Database">Its name.</param>
/// <param name="Bytes">All of it on disk.</param>
/// <param name="Tables">The ten largest.</param>
/// <param name="Outbox">What waits to be sent.</param>
internal sealed record DatabaseStorage(string Service, bool IsKnown, string? Database, long? Bytes, IReadOnlyList<TableSize> Tables, OutboxState? Outbox);

/// <summary>A disk.</summary>
/// <param name="Folder">A folder on it.</param>
/// <param name="FreeBytes">What may still be written.</param>
/// <param name="TotalBytes">Its size.</param>
internal sealed record DiskSpace(string Folder, long FreeBytes, long TotalBytes);
