using Dapper;
using Npgsql;
using Platform.Contracts.Jobs;
using Platform.Jobs.Activity;
using Platform.Jobs.Customers;
using Platform.Jobs.Messages;
using Platform.Jobs.Progress;
using Platform.Messaging;
using Platform.ServiceDefaults.Security;

namespace Platform.Jobs.Jobs;

/// <summary>The customer of a job to be: known, or with an account that Identity made for it.</summary>
internal sealed record JobCustomerChoice(CustomerRow? Known, CustomerAccount? Account, Contact Contact, string? Language);

/// <summary>Takes jobs on.</summary>
internal sealed class JobStore(NpgsqlDataSource database, MessageOutbox messages, LiveJobs live)
{
    /// <summary>Adds the job, its customer when that is a new one, its events and the message with the credentials, in one transaction.</summary>
    public async Task<CreatedJob> AddAsync(JobDraft draft, JobCustomerChoice choice, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var (customer, isNew) = choice.Known is { } known
            ? (known, false)
            : await CustomerStore.AddAsync(transaction, draft.TenantId, choice.Account!.UserId, draft.CustomerName, choice.Contact, choice.Language, now);
        if (!isNew) await CustomerStore.CompleteAsync(transaction, draft.TenantId, customer, choice.Contact);
        var job = await InsertAsync(transaction, draft, customer, caller, now);
        await ActivityLog.AddAsync(transaction, job, caller, ActivityKinds.Created, job.WorkType, now);
        await Outbox.AddAsync(transaction, new JobCreated(job.Facts, now), job.Stream, now);
        // Whoever was faster with the same new customer has shown the credentials.
        var credentials = isNew && choice.Account is { Password: { } password } account ? new CustomerCredentials(account.Username, password) : null;
        if (credentials is not null) await messages.AddCredentialsAsync(transaction, job, credentials, now);
        await transaction.CommitAsync(ct);
        live.Tell(job.JobId);
        return new CreatedJob(job.JobId, credentials);
    }

    private static async Task<JobRow> InsertAsync(NpgsqlTransaction transaction, JobDraft draft, CustomerRow customer, Caller caller, DateTimeOffset now)
    {
        var job = await transaction.Connection!.QuerySingleAsync<JobRow>($"""
            insert into jobs as j (tenant_id, pit_id, pit_number, customer_id, customer_user_id, customer_name, car_model, car_plate, work_type, status,
                estimated_minutes, estimated_end_time, created_at, created_by, changed_at)
            values (@TenantId, @PitId, @PitNumber, @CustomerId, @UserId, @CustomerName, @CarModel, @CarPlate, @WorkType, 'waiting', @Minutes, @end, @now, @createdBy, @now)
            returning {JobRow.Columns}
            """,
            new
            {
                draft.TenantId,
                draft.PitId,
                draft.PitNumber,
                customer.CustomerId,
                customer.UserId,
                draft.CustomerName,
                draft.CarModel,
                draft.CarPlate,
                draft.WorkType,
                draft.Minutes,
                end = now.AddMinutes(draft.Minutes),
                now,
                createdBy = caller.UserId,
            },
            transaction);
        await transaction.Connection!.ExecuteAsync("""
            insert into job_stages (job_id, position, name) select @JobId, place, name from unnest(@stages::text[]) with ordinality s (name, place);
            insert into job_materials (job_id, position, name) select @JobId, place, name from unnest(@materials::text[]) with ordinality m (name, place);
            """, new { job.JobId, stages = draft.Stages.ToArray(), materials = draft.Materials.ToArray() }, transaction);
        return job;
    }
}
