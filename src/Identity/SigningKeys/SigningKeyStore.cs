using System.Buffers.Text;
using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace Platform.Identity.SigningKeys;

/// <summary>A key pair as it is kept; the private part is sealed.</summary>
internal sealed record SigningKeyRow(string KeyId, string State, byte[] PublicX, byte[] PublicY, byte[] PrivateSealed);

/// <summary>All SQL of the signing keys.</summary>
internal sealed class SigningKeyStore(NpgsqlDataSource database, KeyVault vault)
{
    private const long RotationLock = 0x4944_454E_4B45_5953;

    /// <summary>The keys that are published: next, current, and former ones that retired after <paramref name="formerSince"/>.</summary>
    public async Task<IReadOnlyList<SigningKeyRow>> PublishedAsync(DateTimeOffset formerSince, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<SigningKeyRow>("""
            select key_id, state, public_x, public_y, private_sealed from signing_keys
            where state <> 'former' or retired_at > @formerSince
            order by created_at, key_id
            """, new { formerSince })];
    }

    /// <summary>
    /// Makes the keys that are missing, lets the next one take over when the current one is older than
    /// <paramref name="activeSince"/>, and deletes former ones. Replicas take turns under a lock.
    /// </summary>
    /// <returns>True when the signing key changed.</returns>
    public async Task<bool> RotateAsync(DateTimeOffset activeSince, DateTimeOffset formerSince, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync("select pg_advisory_xact_lock(@RotationLock)", new { RotationLock }, transaction);
        await connection.ExecuteAsync("delete from signing_keys where state = 'former' and retired_at <= @formerSince", new { formerSince }, transaction);
        var retired = await connection.ExecuteAsync(
            "update signing_keys set state = 'former', retired_at = @now where state = 'current' and activated_at <= @activeSince",
            new { now, activeSince }, transaction);
        var hasCurrent = await connection.ExecuteScalarAsync<bool>("select exists (select 1 from signing_keys where state = 'current')", transaction: transaction);
        if (!hasCurrent)
        {
            var promoted = await connection.ExecuteAsync("update signing_keys set state = 'current', activated_at = @now where state = 'next'", new { now }, transaction);
            if (promoted == 0) await InsertAsync(transaction, "current", now);
        }

        var hasNext = await connection.ExecuteScalarAsync<bool>("select exists (select 1 from signing_keys where state = 'next')", transaction: transaction);
        if (!hasNext) await InsertAsync(transaction, "next", now);
        await transaction.CommitAsync(ct);
        return retired > 0 || !hasCurrent;
    }

    private async Task InsertAsync(NpgsqlTransaction transaction, string state, DateTimeOffset now)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parameters = pair.ExportParameters(includePrivateParameters: true);
        var keyId = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12));
        await transaction.Connection!.ExecuteAsync("""
            insert into signing_keys (key_id, state, public_x, public_y, private_sealed, created_at, activated_at)
            values (@keyId, @state, @x, @y, @box, @now, @activatedAt)
            """,
            new
            {
                keyId,
                state,
                x = parameters.Q.X,
                y = parameters.Q.Y,
                box = vault.Seal(parameters.D!, keyId),
                now,
                activatedAt = state == "current" ? now : (DateTimeOffset?)null,
            },
            transaction);
    }
}
