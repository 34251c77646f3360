import { cue, type Cue } from './cue.js';

export const EN: readonly Cue[] = [
  // questions
  cue('question', 2, /^\W{0,3}(?:but |so |and |hi,? |hello,? )?(?:why|how|what|which|when|where|who|is|are|does|do|did|can|could|would|should|will|if)\b[^?]{0,400}\?/i),
  cue('question', 3, /\b(?:i don'?t (?:understand|get|see) (?:why|how|what)|not sure (?:why|how|what|i understand)|can (?:someone|anyone|you) explain|could (?:someone|anyone|you) explain|i(?:'m| am) confused|what is the difference|any idea why|i wonder (?:why|how|if|whether)|question:)/i),
  cue('question', 1, /\?\s*$/),
  cue('none', 1.5, /\b(?:explains?|explained|understand now|finally (?:understand|get|see)|learned|shows?) (?:why|how|what)\b|\bisn'?t it\?|\bright\?/i),
  // requests
  cue('request', 3, /\b(?:please|could you|can you|would love|would be (?:great|nice)|hope (?:you|there)|any plans?|looking forward to|wish)\b.{0,60}\b(?:course|lesson|chapter|series|episode|video|article|post|part (?:two|2)|sequel|slides?|repo(?:sitory)?|source code|group|channel|subtitles?|updates?)\b/i),
  cue('request', 2, /\b(?:please|could you|can you|would love|hope you|wish you)\b.{0,30}\b(?:cover|add|write about|talk about|make|share|upload|publish|continue)\b/i),
  cue('request', 2, /\b(?:more lessons|next lesson|new course|another course|when (?:is|will) the next)\b/i),
  cue('request', 4, /\b(?:any chance (?:of|for|to)|are there (?:any )?plans|is there a (?:repo|group|discord|slack|pdf))\b/i),
  // corrections
  cue('correction', 3, /\btypos?\b|\bmisspell|\bshould (?:be|read|say)\b.{0,60}\b(?:instead|not|rather)\b|\b(?:is|are|looks?|seems?) (?:wrong|incorrect|outdated|out of date|broken|deprecated|inaccurate|missing)\b|\berrat(?:a|um)\b|\b(?:mistake|error) in (?:the|this|your)\b|\bdead link\b|\b404\b/i),
  cue('correction', 2, /\b(?:has been|was|were|got) (?:deprecated|removed|renamed)\b|\bno longer (?:works?|exists?|supported|true)\b|\bisn'?t (?:this|that|it) (?:wrong|incorrect|outdated)\b|\bi think (?:you meant|it should|this should|that should)\b|\bnot (?:quite )?(?:correct|accurate)\b/i),
  // answers
  cue('answer', 3, /^\s*@\s?\S|^\s*(?:re|to)\s*:?\s*@?\w+[,:]|\b(?:to answer|replying to|in reply to|as for) (?:the |your )?(?:question|comment|@?\w+'s)|\b(?:someone|somebody|people) (?:above|below|asked|ask)\b/i),
  // experience
  cue('experience', 2, /\b(?:we|our team|my team|our company|i) (?:use|used|run|ran|had|have been|hit|ran into|switched|migrated|tried|deployed|upgraded|spent|lost)\b|\b(?:in|on|our) production\b|\bat (?:work|my company|our company|my job)\b|\bon my (?:cluster|machine|laptop|team)\b|\bbit (?:me|us)\b|\blast (?:week|month|year)\b/i),
  // insight
  cue('insight', 2, /\b(?:in short|in other words|the key (?:is|point|idea)|key takeaway|takeaways?|to sum up|summary|tl;?dr|my (?:answer|understanding|take|notes?)|i (?:think|believe|would say)|the point is|essentially|rule of thumb|exercise)\b/i),
  cue('insight', 1.5, /\b(?:because|therefore|which means|that means|the reason|difference is|instead of|unlike|as long as|so that|otherwise|whereas|rather than|note that|tip:|first(?:ly)?,|second(?:ly)?,)\b|^\s*\d[.)]\s/i),
  // praise
  cue('praise', 2, /\b(?:thanks|thank you|thx|great|awesome|excellent|amazing|brilliant|love(?:d)? (?:this|it|the|your)|well (?:written|explained|done)|nice (?:one|work|lesson|article|explanation|post)|helpful|best (?:course|lesson|explanation|article)|clear(?:est|ly)? expla|so clear|very clear|fantastic|wonderful|superb|enjoy(?:ed|ing)?|kudos|learned a lot|worth (?:it|every)|finally (?:understand|get it|clicked)|pure gold|wow|so good|made my day|good (?:stuff|job|read|one))\b/i),
  // the rest
  cue('other', 3, /^\W{0,3}(?:first|mark|bookmarked|checking in|check-?in|done|day \d+|here|present|lol|haha+|\+1|following)\W{0,5}$|\b(?:checking in|check-in|day \d+(?: of \d+)?\b)/i),
  cue('other', 1.5, /\b(?:will read (?:it )?later|saving this|second read|starting today|catching up|too hard|too difficult|i give up|lol|haha)\b/i),
];
