/** What an erasure takes away and what it leaves, before somebody asks for it. */
export function WhatIsErased() {
  return (
    <div className="reading">
      <div>
        <h3>What goes, for good</h3>
        <ul>
          <li>your name, address, profile, employer, GitHub account and sessions;</li>
          <li>your questions and what you reported of data, in words;</li>
          <li>teams of which you are the only member: name, drafts, entries, pictures and sealed code;</li>
          <li>your reasons for conflicts, and your private notes as a juror;</li>
          <li>letters that were mailed to you;</li>
          <li>in the public record, the words and salts behind the lines about any of these.</li>
        </ul>
      </div>
      <div>
        <h3>What stays, without your name</h3>
        <ul>
          <li>the number, scores, place and awards of an entry, so that results still add up for everyone;</li>
          <li>your scores and feedback as “Juror 3”, which others’ results rest on;</li>
          <li>what teams of several have handed in: it is the others’ too;</li>
          <li>
            the lines of the record: hashes and instants. A line that says “redaction” tells which lost their words.
          </li>
        </ul>
        <p>What you signed or decided for a city is the city’s act, and stays as it was signed.</p>
      </div>
    </div>
  );
}
