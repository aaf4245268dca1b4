using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Platform.Licensing.Leases;

/// <summary>The keys of leases: made once, kept in the database, the private part encrypted.</summary>
internal sealed class LeaseKeys(NpgsqlDataSource database, IOptions<LeaseOptions> options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private LeaseKey? active;

    /// <summary>The key that signs. The first of all services that asks makes it.</summary>
    public async ValueTask<LeaseKey> ActiveAsync(CancellationToken ct)
    {
        if (active is not null) return active;
        await gate.WaitAsync(ct);
        try
        {
            return active ??= await ReadOrCreateAsync(ct);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>All public keys, the active one first.</summary>
    public async Task<IReadOnlyList<LeasePublicKey>> PublicAsync(CancellationToken ct)
    {
        await ActiveAsync(ct);
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. (await connection.QueryAsync<byte[]>("select public_key from lease_keys order by is_active desc, created_at desc")).Select(k => LeasePublicKey.Of(k))];
    }

    public void Dispose()
    {
        active?.Dispose();
        gate.Dispose();
    }

    private async Task<LeaseKey> ReadOrCreateAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        if (await ReadAsync(connection) is { } known) return known;
        using var created = LeaseKey.Create();
        // Another replica may be as fast: one active key is all that the index allows, and both then read it.
        await connection.ExecuteAsync("""
            insert into lease_keys (kid, public_key, encrypted_private, created_at, is_active) values (@kid, @publicKey, @encrypted, @now, true)
            on conflict do nothing
            """,
            new
            {
                kid = created.Public.Kid,
                publicKey = PemToDer(created.Public.Pem),
                encrypted = created.Encrypt(options.Value.KeyEncryptionKey),
                now = time.GetUtcNow(),
            });
        return (await ReadAsync(connection))!;
    }

    private async Task<LeaseKey?> ReadAsync(NpgsqlConnection connection)
    {
        var row = await connection.QuerySingleOrDefaultAsync<KeyRow>("select kid, encrypted_private from lease_keys where is_active");
        return row is null ? null : LeaseKey.Decrypt(row.Kid, row.EncryptedPrivate, options.Value.KeyEncryptionKey);
    }

    private static byte[] PemToDer(string pem)
    {
        using var key = System.Security.Cryptography.ECDsa.Create();
        key.ImportFromPem(pem);
        return key.ExportSubjectPublicKeyInfo();
    }

    private sealed record KeyRow(string Kid, byte[] EncryptedPrivate);
}

/// <summary>
/// Makes or reads the key before the service is used, so that a wrong <c>Licensing__KeyEncryptionKey</c> is seen at the
/// start and not at the first switch.
/// </summary>
internal sealed class LeaseKeyAtStart(LeaseKeys keys) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await keys.ActiveAsync(cancellationToken);
        }
        catch (System.Security.Cryptography.CryptographicException exception)
        {
            throw new InvalidOperationException(
                "The lease key in the database cannot be read with Licensing__KeyEncryptionKey; give the value that it was made with.", exception);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
