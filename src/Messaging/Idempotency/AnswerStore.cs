using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;
using Platform.ServiceDefaults.Security;

namespace Platform.Messaging;

/// <summary>An answer as it was sent.</summary>
internal sealed record Answer(int Status, string? Location, byte[] Body);

/// <summary>What a request with a key finds.</summary>
internal abstract record Reservation
{
    /// <summary>This request is the first: do it.</summary>
    public sealed record Mine : Reservation;

    /// <summary>It was done: send the same answer.</summary>
    public sealed record Replay(Answer Answer) : Reservation;

    /// <summary>The key belongs to another request.</summary>
    public sealed record OtherRequest : Reservation;

    /// <summary>The first one is not finished.</summary>
    public sealed record AtWork : Reservation;
}

/// <summary>All SQL of idempotent requests. Bodies are sealed under the caller's own key.</summary>
internal sealed class AnswerStore(NpgsqlDataSource database)
{
    public async Task<Reservation> ReserveAsync(string scope, string key, byte[] requestHash, DateTimeOffset now, DateTimeOffset abandonedBefore, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var mine = await connection.ExecuteAsync("""
            insert into idempotent_requests (scope, key_hash, request_hash, started_at) values (@scope, @keyHash, @requestHash, @now)
            on conflict (scope, key_hash) do update set started_at = @now, request_hash = @requestHash
            where idempotent_requests.status is null and idempotent_requests.started_at < @abandonedBefore
            """, new { scope, keyHash = HashOf(key), requestHash, now, abandonedBefore });
        if (mine == 1) return new Reservation.Mine();
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            "select request_hash, status, location, body from idempotent_requests where scope = @scope and key_hash = @keyHash",
            new { scope, keyHash = HashOf(key) });
        return row switch
        {
            null => new Reservation.AtWork(),
            _ when !row.RequestHash.AsSpan().SequenceEqual(requestHash) => new Reservation.OtherRequest(),
            { Status: { } status, Body: { } body } => new Reservation.Replay(new Answer(status, row.Location, BoxOf(key).Open(body, belongsTo: ""))),
            _ => new Reservation.AtWork(),
        };
    }

    public async Task KeepAsync(string scope, string key, Answer answer)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "update idempotent_requests set status = @Status, location = @Location, body = @body where scope = @scope and key_hash = @keyHash",
            new { scope, keyHash = HashOf(key), answer.Status, answer.Location, body = BoxOf(key).Seal(answer.Body, belongsTo: "") });
    }

    public async Task ReleaseAsync(string scope, string key)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync("delete from idempotent_requests where scope = @scope and key_hash = @keyHash and status is null",
            new { scope, keyHash = HashOf(key) });
    }

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static SecretBox BoxOf(string key) => new(key, "idempotent answer");

    private sealed record Row(byte[] RequestHash, int? Status, string? Location, byte[]? Body);
}
