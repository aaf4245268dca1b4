namespace Platform.ServiceDefaults.Http;

/// <summary>One page of a list: at most <see cref="MaxLimit"/> items and the cursor of the next page, null on the last.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor)
{
    /// <summary>The largest page that a caller may ask for.</summary>
    public const int MaxLimit = 200;
}

/// <summary>Cuts pages: stores ask for <c>limit + 1</c> rows and this tells whether a next page exists.</summary>
public static class Page
{
    /// <summary>The limit that is used: 50 when absent, within 1..200.</summary>
    public static int Limit(int? asked) => Math.Clamp(asked ?? 50, 1, Page<int>.MaxLimit);

    /// <summary>Makes the page of rows that were read with <c>limit + 1</c>.</summary>
    public static Page<T> Of<T>(IReadOnlyList<T> rows, int limit, Func<T, string> cursorOf)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(cursorOf);
        return rows.Count <= limit ? new(rows, null) : new([.. rows.Take(limit)], cursorOf(rows[limit - 1]));
    }
}
