using Dapper;
using Npgsql;

namespace Platform.DeviceRegistry.Factory;

/// <summary>SQL of what the bench says.</summary>
internal sealed class ResultStore(NpgsqlDataSource database)
{
    /// <summary>
    /// Notes results of the batch's units; the last one counts where a unit is named twice. A unit that is flashed again has to be
    /// tested again. Returns the serial numbers that were noted.
    /// </summary>
    public async Task<IReadOnlySet<string>> NoteAsync(int batchNumber, IReadOnlyList<UnitResult> results, DateTimeOffset now, CancellationToken ct)
    {
        var items = results.GroupBy(r => r.SerialNumber!, StringComparer.Ordinal).Select(g => g.Last()).ToArray();
        await using var connection = await database.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<string>("""
            with told as (
                select u.device_number, r.* from unnest(@serials::text[], @results::text[], @ports::text[], @macs::text[], @details::text[]) r (serial, result, port, mac, detail)
                join devices d on d.serial_number = r.serial join factory_units u on u.device_number = d.device_number and u.batch_number = @batchNumber
                order by u.device_number for no key update of u)
            update factory_units u set
                provisioning = t.result,
                port = coalesce(t.port, u.port),
                mac = coalesce(upper(t.mac), u.mac),
                detail = t.detail,
                provisioned_at = case t.result when 'flashed' then @now when 'tested' then coalesce(u.provisioned_at, @now) else u.provisioned_at end,
                tested_at = case t.result when 'tested' then @now else null end
            from told t where u.device_number = t.device_number
            returning t.serial
            """,
            new
            {
                batchNumber,
                now,
                serials = items.Select(i => i.SerialNumber).ToArray(),
                results = items.Select(i => i.Result).ToArray(),
                ports = items.Select(i => i.Port).ToArray(),
                macs = items.Select(i => i.Mac).ToArray(),
                details = items.Select(i => i.Detail).ToArray(),
            })).ToHashSet(StringComparer.Ordinal);
    }
}
