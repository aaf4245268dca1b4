using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

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

/// <summary>All SQL of idempotent requests. Bodies are AES-256-GCM encrypted under a key derived from the caller's own key (HKDF).</summary>
internal sealed class AnswerStore(NpgsqlDataSource database)
{
    private const int NonceBytes = 12, TagBytes = 16;

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
            { Status: { } status, Body: { } body } => new Reservation.Replay(new Answer(status, row.Location, Decrypt(key, body))),
            _ => new Reservation.AtWork(),
        };
    }

    public async Task KeepAsync(string scope, string key, Answer answer)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "update idempotent_requests set status = @Status, location = @Location, body = @body where scope = @scope and key_hash = @keyHash",
            new { scope, keyHash = HashOf(key), answer.Status, answer.Location, body = Encrypt(key, answer.Body) });
    }

    public async Task ReleaseAsync(string scope, string key)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync("delete from idempotent_requests where scope = @scope and key_hash = @keyHash and status is null",
            new { scope, keyHash = HashOf(key) });
    }

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static byte[] CipherKeyOf(string key) => HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key), 32, info: "idempotent answer"u8.ToArray());

    private static byte[] Encrypt(string key, byte[] body)
    {
        var sealedBody = new byte[NonceBytes + TagBytes + body.Length];
        RandomNumberGenerator.Fill(sealedBody.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(CipherKeyOf(key), TagBytes);
        cipher.Encrypt(sealedBody.AsSpan(0, NonceBytes), body, sealedBody.AsSpan(NonceBytes + TagBytes), sealedBody.AsSpan(NonceBytes, TagBytes));
        return sealedBody;
    }

    private static byte[] Decrypt(string key, byte[] sealedBody)
    {
        var body = new byte[sealedBody.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(CipherKeyOf(key), TagBytes);
        cipher.Decrypt(sealedBody.AsSpan(0, NonceBytes), sealedBody.AsSpan(NonceBytes + TagBytes), sealedBody.AsSpan(NonceBytes, TagBytes), body);
        return body;
    }

    private sealed record Row(byte[] RequestHash, int? Status, string? Location, byte[]? Body);
}
