"""Question rounds, questions, answers and clarification notes.

Each folder is one thing that people do; its pages lie beside its verbs. Upper ones know lower ones, never the other way:

asking      a party asks, and looks at its own questions and at how they will read
importing   questions from a file
objections  a party does not agree with how its words will read
release     a consultation becomes public
reviewing   all texts at once: the same words alike, the second person
notes       the nota van inlichtingen
answering   the work list, answers, a second person's yes
findings    what the guard found in one question, and the decision about it
previews    when a party sees how it will read, and until when
rounds      when a party can ask
texts       the words of a question, its annex and its answer
"""
